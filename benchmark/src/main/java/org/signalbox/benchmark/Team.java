package org.signalbox.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does work with a thread for each piece of it. */
final class Team {
    private Team() {}

    /** Returns when all are done, with their results in order; the first failure fails it. */
    static <T> List<T> work(List<? extends Callable<T>> pieces) {
        ExecutorService threads = Executors.newFixedThreadPool(pieces.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(pieces)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new BenchmarkFailure(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkFailure("interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
