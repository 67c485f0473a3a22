package org.signalbox.engine.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** Counts what this server does, in memory. */
final class Tally {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final LongAdder turns = new LongAdder();
    private final LongAdder due = new LongAdder();
    private final LongAdder attempts = new LongAdder();
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long turns) {}

    void turns(int count) {
        turns.add(count);
    }

    void due(int count) {
        due.add(count);
    }

    void attempt() {
        attempts.increment();
    }

    /** One thread at a time. */
    Work work(long nanos) {
        long all = turns.sum();
        samples.addLast(new Sample(nanos, all));
        while (nanos - samples.getFirst().nanos() > MINUTE) {
            samples.removeFirst();
        }
        return new Work(all, all - samples.getFirst().turns(), due.sum(), attempts.sum());
    }
}
