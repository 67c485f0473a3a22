package org.signalbox.web.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalbox.engine.undeliverable.RawSignal;

class ShowTest {

    private final Show show = new Show();

    @Test
    void a_time_is_in_utc_to_the_millisecond() {
        assertThat(show.time(Instant.parse("2026-11-21T05:22:11.123456Z"))).isEqualTo("2026-11-21 05:22:11.123");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms ago",
        "PT-0.25S, 250 ms ago",
        "PT-59S, 59 s ago",
        "PT119.9S, in 119 s",
        "PT2M, in 2 min",
        "PT3H, in 3 h",
        "P-3D, 3 days ago"
    })
    void how_far_away_a_time_is_is_told_as_a_person_would(Duration distance, String told) {
        Instant now = Instant.parse("2026-11-21T05:22:11Z");

        assertThat(Show.away(now, now.plus(distance))).isEqualTo(told);
    }

    @Test
    void what_came_in_the_same_millisecond_came_at_once() {
        Instant accepted = Instant.parse("2026-11-21T05:22:11Z");

        assertThat(show.after(accepted, accepted.plusNanos(900_000))).isEqualTo("at once");
        assertThat(show.after(accepted, accepted.plusMillis(12))).isEqualTo("after 12 ms");
    }

    @Test
    void json_is_indented_and_its_numbers_keep_their_digits() {
        assertThat(show.json("{\"price\":1.10,\"big\":12345678901234567890}"))
                .isEqualTo("{%n  \"price\" : 1.10,%n  \"big\" : 12345678901234567890%n}".formatted());
    }

    @Test
    void what_is_no_json_is_shown_as_it_is() {
        assertThat(show.json("{broken")).isEqualTo("{broken");
        assertThat(show.json("")).isEmpty();
    }

    @Test
    void what_is_long_is_cut_and_its_full_length_named() {
        String shown = show.json("\"" + "x".repeat(4_999_998) + "\"");

        assertThat(shown).hasSizeLessThan(Show.LONGEST + 100).endsWith("cut here; 5,000,000 characters in all");
    }

    @Test
    void a_body_that_is_no_text_is_shown_as_base64() {
        assertThat(show.body(withBody(new byte[] {(byte) 0xff, 0}))).isEqualTo("Base64: /wA=");
        assertThat(show.body(withBody("{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("{\"a\":\"ü\"}");
    }

    private static RawSignal withBody(byte[] body) {
        return new RawSignal(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "BYTES",
                Optional.of(body),
                Map.of());
    }
}
