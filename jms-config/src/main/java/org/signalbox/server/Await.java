package org.signalbox.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for conditions of a child process, one time limit for all of them; its end ends the waiting at once. */
final class Await {
    private static final Duration STEP = Duration.ofMillis(100);

    private final Process process;
    private final Duration patience;
    private final long deadline;

    Await(Process process, Duration patience) {
        this.process = process;
        this.patience = patience;
        this.deadline = System.nanoTime() + patience.toNanos();
    }

    void until(String what, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            // what we wait between two looks is the end of the process
            if (exit(process, STEP)) {
                throw new ServerFailure("the server ended with code " + process.exitValue() + " before " + what);
            }
            if (System.nanoTime() - deadline > 0) {
                throw new ServerFailure("the server did not get so far in " + patience.toSeconds() + " s that " + what);
            }
        }
    }

    /** Waits a moment before the next look at something that is not a process. */
    static void pause() {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, STEP.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** Whether the process has ended within the time. */
    static boolean exit(Process process, Duration limit) {
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailure("interrupted while waiting for the server", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a process cannot fail", e);
        }
    }
}
