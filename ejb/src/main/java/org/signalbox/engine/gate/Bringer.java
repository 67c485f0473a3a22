package org.signalbox.engine.gate;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A thread that has brought errands, and how it learns that one is over or that it is to lead a transaction. */
final class Bringer {

    private final Semaphore called = new Semaphore(0);
    private final Queue<Slot<?>> toLead = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();

    void brings() {
        open.incrementAndGet();
    }

    void lead(Slot<?> slot) {
        toLead.add(slot);
        called.release();
    }

    void isOver() {
        open.decrementAndGet();
        called.release();
    }

    boolean isDone() {
        return open.get() == 0;
    }

    /**
     * Waits until something happens, at most for some time. Who is interrupted waits on: what it has brought is in line.
     *
     * @return the errand with which its thread is to lead, if it is
     */
    Optional<Slot<?>> await(long nanos) {
        try {
            if (!called.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            called.acquireUninterruptibly();
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(toLead.poll());
    }
}
