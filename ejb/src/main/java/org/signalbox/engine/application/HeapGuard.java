package org.signalbox.engine.application;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.time.Duration;

/**
 * Ends the process if its heap stays full although it is collected: such a process answers nobody, and no supervisor would
 * restart it. One allocation that is too large does not fill the heap for long, and is no reason.
 */
final class HeapGuard {

    /** As with {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int EXIT_CODE = 3;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    /**
     * What the Java machine says.
     *
     * @param used part of the heap that was in use after the last collection, from 0 to 1
     * @param collections so far
     */
    record Reading(double used, long collections) {}

    private final double full;
    private final Duration patience;

    private boolean wasFull;
    private long fullSince;
    private long collectionsThen;

    /**
     * @param full which part of the heap in use after a collection is too much
     * @param patience for how long, with at least two more collections
     */
    HeapGuard(double full, Duration patience) {
        this.full = full;
        this.patience = patience;
    }

    /** Looks until the application ends, or ends the process. */
    void run(Readiness readiness) {
        while (true) {
            readiness.pause(BETWEEN_LOOKS);
            try {
                if (isLost(read(), System.nanoTime())) {
                    end();
                }
            } catch (OutOfMemoryError e) {
                // the next look counts
            }
        }
    }

    /** Whether the heap has been full for too long. */
    boolean isLost(Reading reading, long nanos) {
        if (reading.used < full) {
            wasFull = false;
            return false;
        }
        if (!wasFull) {
            wasFull = true;
            fullSince = nanos;
            collectionsThen = reading.collections;
        }
        return nanos - fullSince >= patience.toNanos() && reading.collections >= collectionsThen + 2;
    }

    private void end() {
        try {
            ApplicationLog.LOG.heapFull(Math.round(100 * full), patience.toSeconds());
        } finally {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }

    static Reading read() {
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            used += after == null ? 0 : after.getUsed();
        }
        long collections = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
        return new Reading((double) used / Runtime.getRuntime().maxMemory(), collections);
    }
}
