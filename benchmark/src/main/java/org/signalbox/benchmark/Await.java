package org.signalbox.benchmark;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition by asking again and again. */
final class Await {
    private Await() {}

    /** @return whether the condition came true in time */
    static boolean until(BooleanSupplier condition, Duration between, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                return false;
            }
            LockSupport.parkNanos(between.toNanos());
        }
        return true;
    }
}
