package org.signalbox.engine.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a component that may hang whether it works.
 *
 * <p>There is at most one question at a time: as long as it has no answer, everybody waits for that one, up to the limit. An
 * answer is good for a moment, so frequent callers cost nothing.
 */
final class Probe {

    private final Executor executor;
    private final Callable<?> question;
    private final Duration limit;
    private final Duration fresh;
    private final LongSupplier nanoTime;

    private @Nullable Asked asked;

    /** A question, and its answer: empty if the component works. */
    private static final class Asked {

        private final CompletableFuture<Optional<String>> answer = new CompletableFuture<>();
        private volatile long answeredAt;
    }

    /**
     * @param question returns if the component works, and throws if it does not
     * @param limit how long a caller waits for the answer
     * @param fresh how long an answer is good
     */
    Probe(Executor executor, Callable<?> question, Duration limit, Duration fresh, LongSupplier nanoTime) {
        this.executor = executor;
        this.question = question;
        this.limit = limit;
        this.fresh = fresh;
        this.nanoTime = nanoTime;
    }

    /** Why the component does not work; empty if it works. */
    Optional<String> failure() {
        try {
            return current().answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.of("no answer within " + limit.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted while waiting for an answer");
        }
    }

    private synchronized Asked current() {
        Asked latest = asked;
        if (latest == null || (latest.answer.isDone() && !isFresh(latest))) {
            latest = new Asked();
            asked = latest;
            begin(latest);
        }
        return latest;
    }

    private boolean isFresh(Asked done) {
        return nanoTime.getAsLong() - done.answeredAt < fresh.toNanos();
    }

    private void begin(Asked next) {
        try {
            executor.execute(() -> ask(next));
        } catch (RuntimeException e) {
            answer(next, Optional.of(e.toString()));
        }
    }

    private void ask(Asked next) {
        Optional<String> failure = Optional.of("the question ended in an error");
        try {
            question.call();
            failure = Optional.empty();
        } catch (Exception e) {
            failure = Optional.of(e.toString());
        } finally {
            answer(next, failure);
        }
    }

    private void answer(Asked next, Optional<String> failure) {
        next.answeredAt = nanoTime.getAsLong();
        next.answer.complete(failure);
    }
}
