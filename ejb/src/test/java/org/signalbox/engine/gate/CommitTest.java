package org.signalbox.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalbox.client.Unavailable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Causes;
import org.signalbox.engine.application.Readiness;
import org.signalbox.engine.effect.Outbox;
import org.signalbox.engine.instance.LockHolders;

@Timeout(60)
class CommitTest {

    private final ConflictingTypes conflicting = new ConflictingTypes();
    private final Readiness readiness = new Readiness();
    private final SlowInstances slow = new SlowInstances();
    private Duration took = Duration.ZERO;
    private boolean databaseAnswers = true;
    private final List<Optional<AuthorFailure>> tries = new ArrayList<>();

    @Test
    void a_deadlock_in_the_authors_code_is_repeated_and_parks_nobody() {
        assertThat(bring(number -> number <= 20 ? thrown(new SQLException("deadlock detected", "40P01")) : null))
                .isEqualTo("done");
        assertThat(tries).hasSize(21).allMatch(Optional::isEmpty);
    }

    @Test
    void a_conflict_without_end_parks_with_what_it_is() {
        bring(number ->
                tries.get(number - 1).isEmpty() ? thrown(new SQLException("deadlock detected", "40P01")) : null);

        assertThat(tries).hasSizeBetween(25, 45);
        assertThat(tries.get(tries.size() - 1).orElseThrow().told()).contains("deadlock detected");
    }

    @Test
    void an_interruption_parks_nobody_unless_the_code_interrupts_itself_again_and_again() {
        bring(number -> number == 1 ? thrown(new InterruptedException()) : null);
        assertThat(tries).hasSize(2).allMatch(Optional::isEmpty);

        tries.clear();
        bring(number -> tries.get(number - 1).isEmpty() ? thrown(new InterruptedException()) : null);
        assertThat(tries).hasSize(5);
        assertThat(tries.get(4)).isPresent();
    }

    @Test
    void an_interruption_while_the_application_is_being_stopped_is_nobodys_failure() {
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> bring(number -> {
                    readiness.end();
                    return thrown(new IllegalStateException(new InterruptedException()));
                }))
                .withMessageContaining("stopped");
        assertThat(tries).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("what_code_makes_of_an_interruption")
    void whatever_code_throws_while_the_application_is_being_stopped_is_nobodys_failure(Throwable thrown) {
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> bring(number -> {
                    readiness.end();
                    return thrown(thrown);
                }));
        assertThat(tries).hasSize(1);
    }

    static Stream<Throwable> what_code_makes_of_an_interruption() {
        return Stream.of(
                new InterruptedException(),
                new IllegalStateException("interrupted, and its cause is lost"),
                new RuntimeException(new java.io.IOException("Stream closed")),
                new java.util.concurrent.CancellationException(),
                new Error("interrupted"));
    }

    @Test
    void a_connection_that_the_database_ended_because_the_code_took_long_is_the_codes_failure() {
        took = Duration.ofSeconds(80);
        bring(number -> tries.get(number - 1).isEmpty() ? lost("25P03") : null);

        assertThat(tries).hasSize(2);
        assertThat(tries.get(1).orElseThrow().told()).contains("80 s", "activity");
    }

    @Test
    void a_connection_that_is_gone_again_after_code_that_took_long_is_the_codes_failure() {
        took = Duration.ofSeconds(80);
        bring(number -> tries.get(number - 1).isEmpty() ? lost("08006") : null);

        assertThat(tries).hasSize(3);
        assertThat(tries.get(1))
                .as("the first time the database may have been restarted")
                .isEmpty();
        assertThat(tries.get(2).orElseThrow().told()).contains("80 s");
    }

    @Test
    void connections_that_the_pool_still_has_after_a_cut_are_passed_over() {
        took = Duration.ofSeconds(80);
        bring(number -> {
            took = Duration.ZERO;
            return number == 1 ? lost("25P03") : number < 4 ? lost("08003") : null;
        });

        assertThat(tries).hasSize(4);
        assertThat(tries.subList(1, 4)).allMatch(Optional::isPresent);
    }

    @Test
    void a_connection_that_is_gone_after_quick_code_or_with_its_database_is_an_outage() {
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> bring(number -> lost("25P03")));
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> bring(number -> lost("08006")));
        took = Duration.ofSeconds(80);
        databaseAnswers = false;
        assertThatExceptionOfType(Unavailable.class).isThrownBy(() -> bring(number -> lost("08006")));
        assertThat(tries).hasSize(3).allMatch(Optional::isEmpty);
    }

    @Test
    void a_row_that_is_locked_by_another_transaction_is_no_failure_and_stays_in_line() {
        assertThat(brought(number -> new TurnRolledBack(
                                new InstancesLocked(List.of(new WorkflowId("transfer-1")), new SQLException())))
                        .isFoundLocked())
                .isTrue();
        assertThat(tries).hasSize(1);
    }

    private static TurnRolledBack lost(String state) {
        return new TurnRolledBack(new PersistenceException(new SQLException("the connection was ended", state)));
    }

    @Test
    void another_failure_of_the_code_counts_at_once() {
        bring(number -> number == 1 ? thrown(new OutOfMemoryError("too much")) : null);

        assertThat(tries).hasSize(2);
        assertThat(tries.get(1).orElseThrow().told()).contains("too much");
    }

    @Test
    void what_goes_to_callers_executes_nothing_of_the_authors() {
        assertThatExceptionOfType(Unavailable.class)
                .isThrownBy(() -> bring(number -> {
                    throw new OwnCause();
                }))
                .satisfies(told -> assertThat(Causes.has(OwnCause.class, told)).isFalse());
    }

    static class OwnCause extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable getCause() {
            return this;
        }
    }

    private String bring(IntFunction<@Nullable TurnRolledBack> behaviour) {
        return brought(behaviour).result();
    }

    private Slot<String> brought(IntFunction<@Nullable TurnRolledBack> behaviour) {
        TurnTransaction transaction = new TurnTransaction() {
            @Override
            public Done run(List<? extends Errand<?>> errands, Terms terms) throws TurnRolledBack {
                tries.add(terms.failure());
                slow.note(new WorkflowId("transfer-1"), took);
                TurnRolledBack thrown = behaviour.apply(tries.size());
                if (thrown != null) {
                    throw thrown;
                }
                return new Done(List.of("done"), Set.of(), new Outbox());
            }
        };
        AfterCommit nothing = new AfterCommit() {
            @Override
            public void carryOut(Outbox outbox) {
                assertThat(outbox.attempts()).isEmpty();
            }
        };
        Commit commit = new Commit(
                transaction,
                new BirthTransaction(),
                nothing,
                conflicting,
                slow,
                readiness,
                new LockHolders(),
                () -> databaseAnswers);
        Slot<String> slot = new Slot<>(new Booking(), new Bringer());
        assertThat(commit.together(List.of(slot))).isTrue();
        return slot;
    }

    private static TurnRolledBack thrown(Throwable cause) {
        return new TurnRolledBack(new AuthorFailure("Transfer.book", cause));
    }

    private record Booking() implements Errand<String> {

        @Override
        public WorkflowId workflowId() {
            return new WorkflowId("transfer-1");
        }

        @Override
        public Optional<Request> request(Optional<Instance> instance, Instant now) {
            return Optional.empty();
        }

        @Override
        public String nothingToDo() {
            return "nothing";
        }

        @Override
        public String done(Verdict verdict, Instant now) {
            return "done";
        }
    }
}
