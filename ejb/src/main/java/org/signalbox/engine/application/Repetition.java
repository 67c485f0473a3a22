package org.signalbox.engine.application;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.signalbox.core.catalog.Backoff;

/** What goes wrong again and again at one place, perhaps without end: met with growing pauses, and told of less and less often. */
final class Repetition {

    private final Readiness readiness;
    private final Backoff pauses;
    private final AtomicLong count = new AtomicLong();

    Repetition(Readiness readiness, Backoff pauses) {
        this.readiness = readiness;
        this.pauses = pauses;
    }

    /**
     * Waits before the next attempt.
     *
     * @param attempt of the caller's work, from 1: the more, the longer
     * @param tell called the first, second, fourth, eighth time that something goes wrong here, with that number, so that it
     *     does not hide what else the log tells
     * @throws IllegalStateException if the application is about to end, or ends meanwhile
     */
    void meet(int attempt, LongConsumer tell) {
        readiness.refuseIfStopping();
        long times = count.incrementAndGet();
        if (Long.bitCount(times) == 1) {
            tell.accept(times);
        }
        readiness.pause(pauses.after(attempt));
    }
}
