package org.signalbox.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void without_options_all_that_has_a_yardstick_is_measured_on_2000_instances() {
        Options options = Options.parse(List.of());

        assertThat(options.instances()).isEqualTo(2000);
        assertThat(options.signals()).isEqualTo(100_000);
        assertThat(options.parts()).containsExactlyInAnyOrder(Part.MANY, Part.ONE, Part.LATENCY);
        assertThat(options.acceptance()).isEqualTo(Acceptance.BATCH);
    }

    @Test
    void options_of_the_servers_java_machine_are_taken_apart() {
        Options options = Options.parse(List.of("--server-jvm", "-Dsignalbox.commit.leaders=3  -Xmx3g"));

        assertThat(options.serverJvm()).containsExactly("-Dsignalbox.commit.leaders=3", "-Xmx3g");
    }

    @Test
    void quick_gives_way_to_what_is_said_explicitly_wherever_it_stands() {
        Options options = Options.parse(List.of("--signals", "5000", "--quick"));

        assertThat(options.signals()).isEqualTo(5000);
        assertThat(options.seconds()).isEqualTo(4);
    }

    @Test
    void parts_add_up() {
        assertThat(Options.parse(List.of("--one-instance", "--only", "latency")).parts())
                .containsExactlyInAnyOrder(Part.ONE, Part.LATENCY);
    }

    @Test
    void what_cannot_be_used_is_told_with_its_option() {
        assertThatUsage("--signal").contains("--signal");
        assertThatUsage("--signals").contains("--signals needs a value");
        assertThatUsage("--senders", "0").contains("from 1", "'0'");
        assertThatUsage("--only", "some").contains("'some'");
    }

    private static AbstractStringAssert<?> assertThatUsage(String... words) {
        return assertThat(assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> Options.parse(List.of(words)))
                .actual()
                .getMessage());
    }
}
