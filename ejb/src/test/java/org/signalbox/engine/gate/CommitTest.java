package org.signalbox.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.signalbox.client.Unavailable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Causes;
import org.signalbox.engine.application.Readiness;
import org.signalbox.engine.effect.Outbox;

@Timeout(60)
class CommitTest {

    private final ConflictingTypes conflicting = new ConflictingTypes();
    private final Readiness readiness = new Readiness();
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
        TurnTransaction transaction = new TurnTransaction() {
            @Override
            public Done run(List<? extends Errand<?>> errands, Optional<AuthorFailure> failure) throws TurnRolledBack {
                tries.add(failure);
                TurnRolledBack thrown = behaviour.apply(tries.size());
                if (thrown != null) {
                    throw thrown;
                }
                return new Done(List.of("done"), new Outbox());
            }
        };
        AfterCommit nothing = new AfterCommit() {
            @Override
            public void carryOut(Outbox outbox) {
                assertThat(outbox.attempts()).isEmpty();
            }
        };
        Commit commit = new Commit(transaction, new BirthTransaction(), nothing, conflicting, readiness);
        Slot<String> slot = new Slot<>(new Booking(), new Bringer());
        assertThat(commit.together(List.of(slot))).isTrue();
        return slot.result();
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
