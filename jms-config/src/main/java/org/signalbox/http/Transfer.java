package org.signalbox.http;

/** One direction of one request: how much has passed, and since when a thread waits for its client. Guarded by its {@link BlockedThreads}. */
final class Transfer {

    private static final long ALLOWANCE = 65_536;
    private static final long SECOND = 1_000_000_000L;

    /** A client that has just begun is no slow one. */
    private static final long NEW = SECOND / 5;

    private long bytes;
    private long firstWait;
    private long progress;
    private boolean waited;
    private boolean cut;

    void moved(long count, long now) {
        if (count > 0) {
            bytes += count;
            progress = now;
        }
    }

    void waits(long now) {
        if (!waited) {
            waited = true;
            firstWait = now;
            progress = Math.max(progress, now);
        }
    }

    boolean isNew(long now) {
        return now - firstWait < NEW;
    }

    /** The less, the sooner the connection is closed: of new ones who is idle for longest, of others who is slowest on the whole. */
    double merit(long now) {
        return isNew(now) ? -idle(now) : (double) (ALLOWANCE + bytes) / Math.max(SECOND, now - firstWait);
    }

    long idle(long now) {
        return now - progress;
    }

    void cut() {
        cut = true;
    }

    boolean isCut() {
        return cut;
    }
}
