package org.signalbox.engine.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.client.Unavailable;

class EnduranceTest {

    private final List<Duration> pauses = new ArrayList<>();
    private final List<Throwable> aside = new ArrayList<>();
    private final Readiness readiness = new Readiness() {
        @Override
        public void pause(Duration time) {
            pauses.add(time);
            refuseIfEnding();
        }
    };
    private boolean databaseAnswers = true;
    private final Endurance endurance = new Endurance(readiness, new Outage(readiness), () -> databaseAnswers);
    private int calls;

    {
        readiness.begin();
    }

    private int failingUntil(int successful, Throwable failure) {
        if (++calls < successful) {
            EnduranceTest.<RuntimeException>sneak(failure);
        }
        return calls;
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    private int process(int successful, Throwable failure) {
        return endurance.process(() -> "a signal", () -> failingUntil(successful, failure), last -> {
            aside.add(last);
            return -1;
        });
    }

    @Test
    void a_message_that_fails_for_a_moment_is_processed_in_its_place() {
        assertThat(process(Endurance.TRIES, new NullPointerException("a mistake")))
                .isEqualTo(Endurance.TRIES);

        assertThat(aside).isEmpty();
        assertThat(pauses).hasSize(Endurance.TRIES - 1).isSorted().endsWith(Duration.ofMillis(5600));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                NullPointerException.class,
                NoClassDefFoundError.class,
                OutOfMemoryError.class,
                StackOverflowError.class,
                ExceptionInInitializerError.class
            })
    void a_message_that_always_fails_is_set_aside_after_a_few_tries(Class<? extends Throwable> kind) throws Exception {
        assertThat(process(Integer.MAX_VALUE, kind.getDeclaredConstructor().newInstance()))
                .isEqualTo(-1);

        assertThat(calls).isEqualTo(Endurance.TRIES);
        assertThat(aside).hasOnlyElementsOfType(kind).hasSize(1);
    }

    @Test
    void something_that_does_not_get_through_without_an_outage_is_counted() {
        process(Integer.MAX_VALUE, new Unavailable("no", new IllegalStateException("not the database")));

        assertThat(calls).isEqualTo(Endurance.TRIES);
        assertThat(aside).hasSize(1);
    }

    @Test
    void an_outage_of_the_database_is_not_counted() {
        assertThat(process(40, new Unavailable("away", new SQLException("connection lost", "08006"))))
                .isEqualTo(40);

        assertThat(aside).isEmpty();
    }

    @Test
    void a_failure_is_not_counted_while_the_database_does_not_answer_whatever_it_looks_like() {
        databaseAnswers = false;

        assertThat(process(40, new IllegalStateException("the pool is closed"))).isEqualTo(40);

        assertThat(aside).isEmpty();
    }

    @Test
    void an_outage_between_the_tries_does_not_use_them_up() {
        int processed = endurance.process(
                () -> "a signal",
                () -> {
                    calls++;
                    databaseAnswers = calls % 2 == 0;
                    if (calls < 2 * Endurance.TRIES - 1) {
                        throw new IllegalStateException("no");
                    }
                    return calls;
                },
                last -> -1);

        assertThat(processed).isEqualTo(2 * Endurance.TRIES - 1);
    }

    @Test
    void a_conflict_with_another_transaction_is_not_counted() {
        assertThat(process(40, new Contended("locked", new SQLException("lock timeout", "55P03"))))
                .isEqualTo(40);

        assertThat(aside).isEmpty();
    }

    @Test
    void a_message_that_can_not_be_described_is_set_aside_as_well() {
        int processed = endurance.process(
                () -> {
                    throw new IllegalArgumentException("no id");
                },
                () -> failingUntil(Integer.MAX_VALUE, new IllegalStateException("no")),
                last -> -1);

        assertThat(processed).isEqualTo(-1);
    }

    @Test
    void at_the_end_of_the_application_the_message_is_given_back() {
        readiness.end();

        assertThatIllegalStateException()
                .isThrownBy(() -> process(3, new IllegalStateException("a mistake")))
                .withMessageContaining("stays in its queue");
        assertThat(aside).isEmpty();
    }
}
