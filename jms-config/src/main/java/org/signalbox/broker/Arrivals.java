package org.signalbox.broker;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.apache.activemq.artemis.api.core.SimpleString;

/**
 * How many messages have recently been sent to each bucket of groups. What was sent counts, not what was delivered: so a slow or frozen
 * server does not look idle, and gets no more work for being slow.
 */
final class Arrivals {

    /** Each look keeps so much of what the last one knew: a message counts half after about 30 looks. */
    private static final double KEPT = 0.977;

    private final AtomicIntegerArray sinceLastLook;
    private final double[] recent;

    Arrivals(int buckets) {
        sinceLastLook = new AtomicIntegerArray(buckets);
        recent = new double[buckets];
    }

    /** Any thread. */
    void count(SimpleString group) {
        if (recent.length > 0) {
            sinceLastLook.incrementAndGet(GroupOrder.bucket(group, recent.length));
        }
    }

    /** At regular intervals. */
    void look() {
        for (int bucket = 0; bucket < recent.length; bucket++) {
            recent[bucket] = recent[bucket] * KEPT + sinceLastLook.getAndSet(bucket, 0);
        }
    }

    /** As of the last look; for the same thread. */
    double of(int bucket) {
        return recent[bucket];
    }
}
