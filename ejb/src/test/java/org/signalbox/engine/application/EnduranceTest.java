package org.signalbox.engine.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnduranceTest {

    private final List<Duration> pauses = new ArrayList<>();
    private final Readiness readiness = new Readiness() {
        @Override
        public void pause(Duration time) {
            pauses.add(time);
            refuseIfEnding();
        }
    };
    private final Endurance endurance = new Endurance(readiness);
    private int calls;

    private int failingUntil(int successful) {
        if (++calls < successful) {
            throw new NullPointerException("a mistake");
        }
        return calls;
    }

    @Test
    void a_mistake_is_repeated_in_place_with_growing_pauses_until_it_has_passed() {
        assertThat(endurance.until(() -> "a signal", () -> failingUntil(12))).isEqualTo(12);

        assertThat(pauses)
                .hasSize(11)
                .isSorted()
                .startsWith(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2))
                .endsWith(Duration.ofMinutes(1));
    }

    @Test
    void a_class_that_is_missing_is_a_mistake_as_well() {
        assertThat(endurance.<Integer>until(() -> "a signal", () -> {
                    if (++calls < 2) {
                        throw new NoClassDefFoundError("gone");
                    }
                    return calls;
                }))
                .isEqualTo(2);
    }

    @Test
    void a_message_that_can_not_be_told_of_keeps_its_place_as_well() {
        assertThat(endurance.until(
                        () -> {
                            throw new IllegalArgumentException("no id");
                        },
                        () -> failingUntil(3)))
                .isEqualTo(3);
        assertThat(pauses).hasSize(2);
    }

    @Test
    void at_the_end_of_the_application_the_message_is_given_back() {
        readiness.end();

        assertThatIllegalStateException()
                .isThrownBy(() -> endurance.until(() -> "a signal", () -> failingUntil(3)))
                .withMessageContaining("stays in its queue");
        assertThat(pauses).isEmpty();
    }
}
