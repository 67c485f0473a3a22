package org.signalbox.engine.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.signalbox.core.catalog.Backoff;

class RepetitionTest {

    private final List<Duration> pauses = new ArrayList<>();
    private final List<Long> told = new ArrayList<>();
    private final Readiness readiness = new Readiness() {
        @Override
        public void pause(Duration time) {
            pauses.add(time);
        }
    };
    private final Repetition repetition =
            new Repetition(readiness, new Backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(10)));

    @Test
    void pauses_grow_with_the_attempts_of_one_and_what_is_told_gets_rarer_with_those_of_all() {
        IntStream.rangeClosed(1, 6).forEach(attempt -> repetition.meet(attempt, told::add));
        IntStream.rangeClosed(1, 30).forEach(other -> repetition.meet(1, told::add));

        assertThat(pauses.stream().map(Duration::toSeconds)).startsWith(1L, 2L, 4L, 8L, 10L, 10L, 1L, 1L);
        assertThat(told).containsExactly(1L, 2L, 4L, 8L, 16L, 32L);
    }

    @Test
    void at_the_end_of_the_application_nothing_is_waited_for_or_told() {
        readiness.end();

        assertThatIllegalStateException().isThrownBy(() -> repetition.meet(1, told::add));
        assertThat(pauses).isEmpty();
        assertThat(told).isEmpty();
    }
}
