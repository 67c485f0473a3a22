package org.signalbox.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimeLimitsTest {

    private static final Instant NOON = Instant.parse("2025-01-01T12:00:00Z");

    private static TimeLimits limits(String close, String toStart, String toClose, String heartbeat) {
        return new TimeLimits(Duration.parse(close), time(toStart), time(toClose), time(heartbeat));
    }

    private static Optional<Duration> time(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(text));
    }

    @Test
    void an_attempt_ends_by_its_own_time_or_that_of_the_whole() {
        assertThat(limits("PT5M", "", "", "").end(NOON, NOON.plusSeconds(60))).isEqualTo(NOON.plusSeconds(360));
        assertThat(limits("PT5M", "", "PT4M", "").end(NOON, NOON.plusSeconds(60)))
                .isEqualTo(NOON.plusSeconds(240));
    }

    @Test
    void without_a_heartbeat_it_ends_earlier_and_with_one_not_later() {
        TimeLimits beating = limits("PT5M", "", "", "PT10S");

        assertThat(beating.end(NOON, NOON, NOON.plusSeconds(20))).isEqualTo(NOON.plusSeconds(30));
        assertThat(beating.end(NOON, NOON, NOON.plusSeconds(295))).isEqualTo(NOON.plusSeconds(300));
        assertThat(beating.lateness(2, NOON, NOON, NOON.plusSeconds(30)))
                .contains("Attempt 2", "no sign of life for PT10S");
        assertThat(beating.lateness(2, NOON, NOON, NOON.plusSeconds(300))).contains("did not end in time");
    }

    @Test
    void it_waits_for_its_first_attempt_no_longer_than_for_its_start_and_for_the_others_than_for_the_whole() {
        TimeLimits limits = limits("PT5M", "PT1M", "PT1H", "");

        assertThat(limits.waitsUntil(NOON, false)).contains(NOON.plusSeconds(60));
        assertThat(limits.waitsUntil(NOON, true)).contains(NOON.plusSeconds(3600));
        assertThat(limits("PT5M", "", "", "").waitsUntil(NOON, false)).isEmpty();
    }

    @Test
    void heartbeats_are_written_often_enough_and_not_oftener() {
        assertThat(limits("PT5M", "", "", "PT3S").betweenWrites()).isEqualTo(Duration.ofSeconds(1));
        assertThat(limits("PT5M", "", "", "PT4M").betweenWrites()).isEqualTo(Duration.ofSeconds(5));
        assertThat(limits("PT5M", "", "", "").betweenWrites()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void a_limit_that_could_never_count_is_a_mistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits("PT5M", "", "", "PT5M"))
                .withMessageContaining("heartbeat (PT5M) must be shorter than startToClose (PT5M)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits("PT5M", "PT2H", "PT1H", ""))
                .withMessageContaining("scheduleToStart (PT2H) must be shorter than scheduleToClose (PT1H)");
    }

    @Test
    void there_is_no_time_of_nothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits("PT5M", "", "", "PT0S"))
                .withMessageContaining("heartbeat must be longer than nothing");
    }
}
