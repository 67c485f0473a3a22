package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.signalbox.client.UpdateReceipt;
import org.signalbox.client.WorkflowId;

/**
 * Wakes those who wait for an answer to their update.
 *
 * <p>It rings when a transaction of this server has committed an answer of the instance. Answers that are given by another
 * server, or whose ringing got lost, are found by looking now and then.
 */
@ApplicationScoped
public class AnswerBell {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final ConcurrentHashMap<WorkflowId, Set<Semaphore>> waiting = new ConcurrentHashMap<>();

    void ring(WorkflowId id) {
        waiting.getOrDefault(id, Set.of()).forEach(Semaphore::release);
    }

    /**
     * Looks until what is seen is an answer, or nothing at all, or time is over.
     *
     * <p>No ringing is missed: the place is taken before the first look.
     *
     * @return what the last look showed
     */
    <R> Optional<UpdateReceipt<R>> awaitAnswer(
            WorkflowId id, Duration patience, Supplier<Optional<UpdateReceipt<R>>> look) {
        long end = System.nanoTime() + patience.toNanos();
        Semaphore place = new Semaphore(0);
        add(id, place);
        try {
            while (true) {
                Optional<UpdateReceipt<R>> seen = look.get();
                long left = end - System.nanoTime();
                if (seen.filter(s -> !s.isAnswered()).isEmpty() || left <= 0) {
                    return seen;
                }
                place.tryAcquire(Math.min(left, BETWEEN_LOOKS.toNanos()), TimeUnit.NANOSECONDS);
                place.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return look.get();
        } finally {
            remove(id, place);
        }
    }

    private void add(WorkflowId id, Semaphore place) {
        waiting.compute(id, (i, places) -> {
            Set<Semaphore> all = places == null ? ConcurrentHashMap.newKeySet() : places;
            all.add(place);
            return all;
        });
    }

    private void remove(WorkflowId id, Semaphore place) {
        waiting.computeIfPresent(id, (i, places) -> {
            places.remove(place);
            return places.isEmpty() ? null : places;
        });
    }
}
