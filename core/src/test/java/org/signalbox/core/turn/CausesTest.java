package org.signalbox.core.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exceptions of authors' whose own methods misbehave. */
@Timeout(30)
class CausesTest {

    /** As the function says, given how often it was asked for its cause. */
    static class Odd extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Function<Odd, Throwable> cause;
        private final transient Function<Odd, String> text;

        Odd(Function<Odd, Throwable> cause, Function<Odd, String> text) {
            this.cause = cause;
            this.text = text;
        }

        @Override
        public synchronized Throwable getCause() {
            return cause.apply(this);
        }

        @Override
        public String getMessage() {
            return text.apply(this);
        }

        @Override
        public String toString() {
            return text.apply(this);
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            String told = text.apply(this);
            return told == null ? new StackTraceElement[0] : super.getStackTrace();
        }
    }

    private static Stream<Throwable> odd() {
        return texts().flatMap(text -> causes().map(cause -> new Odd(cause, text)));
    }

    private static Stream<Function<Odd, String>> texts() {
        return Stream.of(
                odd -> "a text",
                odd -> null,
                odd -> "x".repeat(100_000),
                odd -> {
                    throw new IllegalStateException("no text");
                },
                odd -> {
                    throw odd;
                },
                odd -> {
                    throw new OutOfMemoryError("no text");
                },
                odd -> odd.toString());
    }

    private static Stream<Function<Odd, Throwable>> causes() {
        return Stream.of(
                odd -> null,
                odd -> odd,
                odd -> new IllegalStateException("between", odd),
                odd -> new Odd(odd.cause, odd.text),
                odd -> {
                    throw odd;
                },
                odd -> odd.getCause());
    }

    @Test
    void every_chain_of_causes_has_an_end() {
        odd().forEach(odd -> {
            assertThat(Causes.of(odd).get(0) == odd).isTrue();
            assertThat(Causes.of(odd).size()).isLessThanOrEqualTo(50);
            assertThat(Causes.has(AssertionError.class, odd)).isFalse();
        });
    }

    @Test
    void a_failure_of_any_kind_can_be_told_and_its_copy_can_be_logged() {
        odd().forEach(CausesTest::tell);
    }

    private static void tell(Throwable odd) {
        AuthorFailure failure = new AuthorFailure("Odd.handler", odd);
        assertThat(failure.told()).startsWith("Odd.handler: ").hasSizeLessThanOrEqualTo(4000);
        assertThat(AuthorFailure.messageOf(odd).length()).isLessThanOrEqualTo(4000);
        assertThat(failure.isInterruption()).isFalse();

        StringWriter log = new StringWriter();
        Causes.copyOf(failure).printStackTrace(new PrintWriter(log));
        assertThat(log.toString()).contains("Odd.handler");
    }

    @Test
    void circles_of_any_length_end() {
        for (int length = 2; length < 10; length++) {
            Exception first = new Exception("first");
            Exception last = first;
            for (int i = 1; i < length; i++) {
                last = new Exception("more", last);
            }
            first.initCause(last);

            assertThat(Causes.of(first)).hasSize(length).doesNotHaveDuplicates();
            assertThat(Causes.rootOf(first)).hasMessage("more");
        }
    }

    @Test
    void what_is_behind_is_found_wherever_it_stands() {
        Exception found = new Exception(new IllegalStateException(new InterruptedException()));

        assertThat(Causes.has(InterruptedException.class, found)).isTrue();
        assertThat(new AuthorFailure("handler", found).isInterruption()).isTrue();
        assertThat(Causes.copyOf(found)).hasRootCauseMessage("java.lang.InterruptedException");
    }

    @Test
    void the_interrupt_flag_that_code_leaves_set_is_cleared_whether_it_returns_or_throws() {
        String result = AuthorFailure.in("handler", () -> {
            Thread.currentThread().interrupt();
            return "done";
        });
        assertThat(result).isEqualTo("done");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();

        for (Throwable thrown : List.of(
                new IllegalStateException(), new Exception(), new StackOverflowError(), new OutOfMemoryError())) {
            assertThatExceptionOfType(AuthorFailure.class)
                    .isThrownBy(() -> AuthorFailure.in("handler", () -> {
                        Thread.currentThread().interrupt();
                        throw thrown;
                    }))
                    .satisfies(failure -> assertThat(failure.isInterruption()).isTrue())
                    .withCause(thrown);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void all_that_code_throws_is_its_failure() {
        for (Throwable thrown : List.of(
                new Throwable("plain"),
                new StackOverflowError(),
                new OutOfMemoryError(),
                new InternalError(),
                new NoClassDefFoundError(),
                new AssertionError())) {
            assertThatExceptionOfType(AuthorFailure.class)
                    .isThrownBy(() -> AuthorFailure.in("handler", () -> {
                        throw thrown;
                    }))
                    .satisfies(failure ->
                            assertThat(Optional.of(failure.isInterruption())).contains(false));
        }
    }
}
