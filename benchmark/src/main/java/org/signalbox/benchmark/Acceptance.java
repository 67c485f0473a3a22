package org.signalbox.benchmark;

/** How a sender gets its signals accepted. */
enum Acceptance {
    /** A transacted session, a commit per 100 signals. */
    BATCH(100),
    /** Each send waits until the broker has the signal on disk. */
    SINGLE(1);

    private final int signals;

    Acceptance(int signals) {
        this.signals = signals;
    }

    int signals() {
        return signals;
    }
}
