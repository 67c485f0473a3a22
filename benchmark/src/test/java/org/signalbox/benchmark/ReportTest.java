package org.signalbox.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private final Report report = new Report();

    @Test
    void the_table_shows_a_figure_beside_what_the_design_asks_of_it() {
        report.setting("machine", "2 processors");
        report.add(Figure.of("many.ratio", "handled : yardstick", 0.6249, "").against(new Target.AtLeast(0.5, 1.0)));
        report.add(Figure.of("rate", "handled", 12345.6, "/s").noting("of two"));

        assertThat(report.table())
                .contains("* machine: 2 processors")
                .contains("| handled : yardstick |     0.625 | ≥ 0.5 | ≥ 1.0 | first   |        |")
                .contains("| handled             | 12,346 /s |       |       |         | of two |");
    }

    @Test
    void a_target_says_what_is_reached() {
        Target latency = new Target.AtMost(50, 20);
        assertThat(latency.reachedBy(51)).isEqualTo("missed");
        assertThat(latency.reachedBy(50)).isEqualTo("first");
        assertThat(latency.reachedBy(20)).isEqualTo("aim");
        assertThat(latency.reachedBy(20.004)).isEqualTo("aim");
        assertThat(latency.first()).isEqualTo("≤ 50");
        assertThat(new Target.AtLeast(0.5, 1).reachedBy(1)).isEqualTo("aim");
        assertThat(new Target.None().reachedBy(1)).isEqualTo("missed");
    }

    @Test
    void the_file_has_every_figure_under_its_key(@TempDir Path directory) throws IOException {
        report.setting("date", "today");
        report.add(Figure.of("lost", "lost signals", 0.0, "").against(new Target.None()));

        Path file = directory.resolve("new/result.json");
        report.write(file);

        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.at("/setting/date").asText()).isEqualTo("today");
        assertThat(json.at("/figures/lost/value").asDouble()).isZero();
        assertThat(json.at("/figures/lost/reached").asText()).isEqualTo("aim");
    }
}
