package org.signalbox.core.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.signalbox.activity.Activity;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.workflow.OnTimer;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

class TurnTest {

    @Activity
    interface Post {
        int letter(String text);

        boolean urgent(Object what);
    }

    interface NoActivity {}

    static class Loop {
        public final Loop next = this;
    }

    @Workflow("misuse")
    static class Misuse {

        static final AtomicReference<WorkflowContext> KEPT = new AtomicReference<>();

        int number = 1;

        @Signal
        void keep(WorkflowContext wf) {
            KEPT.set(wf);
        }

        @Signal
        void otherThread(WorkflowContext wf) {
            try {
                CompletableFuture.runAsync(wf::complete).join();
            } catch (CompletionException e) {
                throw (RuntimeException) e.getCause();
            }
        }

        @Signal
        void noActivity(WorkflowContext wf) {
            wf.background(NoActivity.class);
        }

        @Signal
        void results(WorkflowContext wf) {
            number = wf.background(Post.class).letter("x");
            Post recorder = wf.background(Post.class);
            number += recorder.urgent(recorder.toString() + recorder.equals(wf) + recorder.hashCode()) ? 1 : 0;
        }

        @Signal
        void unwritable(WorkflowContext wf) {
            wf.background(Post.class).urgent(new Loop());
        }

        @Signal
        void noTimer(WorkflowContext wf) {
            wf.after(Duration.ZERO, "tock");
        }

        @Signal
        void tooOften(WorkflowContext wf) {
            wf.every(Duration.ofMillis(999), "tick");
        }

        @Signal
        @SuppressWarnings("InfiniteRecursion")
        void deep() {
            deep();
        }

        @Signal
        void hostile() {
            throw new IllegalArgumentException("\0" + "x".repeat(10_000));
        }

        @Signal
        void speechless() {
            throw new Speechless();
        }

        @Signal
        void terminallySpeechless() {
            throw new TerminallySpeechless();
        }

        @OnTimer("tick")
        void tick() {}

        @Query
        int number() {
            return number;
        }

        @Query
        int change() {
            return ++number;
        }

        @Query
        int fail() {
            throw new IllegalStateException("don't know");
        }

        @Query
        int speechlessAnswer() {
            throw new Speechless();
        }
    }

    /** Fails at whatever it is asked. */
    static class Speechless extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings("InfiniteRecursion")
        public String getMessage() {
            return getMessage();
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new UnsupportedOperationException();
        }

        @Override
        public synchronized Throwable getCause() {
            throw new UnsupportedOperationException();
        }
    }

    static class TerminallySpeechless extends TerminalFailure {

        private static final long serialVersionUID = 1L;

        TerminallySpeechless() {
            super("never told");
        }

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    private final Catalog catalog = Catalog.of(List.of(Misuse.class), List.of(Post.class), c -> Misuse::new);
    private final WorkflowType type = catalog.workflow("misuse").orElseThrow();

    private Decision run(String signal) {
        Turn turn = new Turn(
                catalog,
                type,
                new RunFacts(new WorkflowId("M"), 1, Instant.EPOCH, Optional.empty(), Map.of()),
                type.signal(signal).orElseThrow(),
                7,
                Instant.EPOCH);
        return turn.run(Optional.empty(), Optional.empty());
    }

    private void fails(String signal, String told) {
        assertThatExceptionOfType(AuthorFailure.class)
                .isThrownBy(() -> run(signal))
                .satisfies(
                        e -> assertThat(e.told()).startsWith("Misuse." + signal).contains(told));
    }

    private static WorkflowContext kept() {
        return Optional.ofNullable(Misuse.KEPT.get()).orElseThrow();
    }

    @Test
    void a_context_can_not_be_used_after_the_handler() {
        run("keep");

        assertThatIllegalStateException().isThrownBy(() -> kept().complete());
        assertThatIllegalStateException().isThrownBy(() -> kept().background(Post.class));
        assertThatIllegalStateException().isThrownBy(() -> kept().after(Duration.ZERO, "tick"));
    }

    @Test
    void a_context_can_not_be_used_by_another_thread() {
        fails("otherThread", "on the handler's thread");
    }

    @Test
    void what_is_not_there_is_told_with_what_is() {
        fails("noActivity", "Deployed are [Post]");
        fails("noTimer", "There is no @OnTimer(\"tock\")");
        fails("tooOften", "at least PT1S, not PT0.999S");
        fails("unwritable", "can't be written as JSON");
    }

    @Test
    void a_recorder_answers_nothing_and_records() {
        Decision decision = run("results");

        assertThat(decision.state()).isEqualTo("{\"number\":0}");
        assertThat(decision.commands()).hasSize(2);
    }

    @Test
    void recursion_without_end_is_the_authors_failure() {
        fails("deep", "StackOverflowError");
    }

    @Test
    void what_is_told_of_a_failure_can_be_stored() {
        assertThatExceptionOfType(AuthorFailure.class)
                .isThrownBy(() -> run("hostile"))
                .satisfies(e -> assertThat(e.told()).hasSize(4000).doesNotContain("\0"));
    }

    @Test
    void a_failure_that_can_not_tell_of_itself_is_told_by_its_class() {
        fails("speechless", "Misuse.speechless: " + Speechless.class.getName() + ", whose own text can't be told");
        fails("terminallySpeechless", "no message");
        assertThatExceptionOfType(AuthorFailure.class)
                .isThrownBy(() -> ask("speechlessAnswer"))
                .satisfies(e -> assertThat(e.told()).contains(Speechless.class.getName()));
    }

    @Test
    void a_cause_that_can_not_tell_of_itself_is_told_by_its_class() {
        AuthorFailure failure = new AuthorFailure("Misuse", new IllegalStateException("plain", new Speechless()));

        assertThat(failure.told())
                .contains("plain")
                .endsWith("caused by " + Speechless.class.getName() + ", whose own text can't be told: "
                        + StackOverflowError.class.getName());
    }

    @Test
    void a_query_reads_and_only_reads() {
        assertThat(ask("number")).isEqualTo("5");
        assertThatExceptionOfType(AuthorFailure.class)
                .isThrownBy(() -> ask("change"))
                .satisfies(e -> assertThat(e.told()).contains("must only read"));
        assertThatExceptionOfType(AuthorFailure.class)
                .isThrownBy(() -> ask("fail"))
                .satisfies(e -> assertThat(e.told()).contains("don't know"));
    }

    private String ask(String query) {
        return new Question(type, type.query(query).orElseThrow(), Optional.empty()).ask(Optional.of("{\"number\":5}"));
    }
}
