package org.signalbox.engine.application;

/** The names under which {@code jms-config} offers the queues. */
public final class Queues {

    /** Signals with a {@code JMSXGroupID}: one consumer session at a time per group. */
    public static final String SIGNALS = "java:/jms/queue/signals";

    /** Signals without a group, put here by the broker; a single session keeps their order. */
    public static final String SIGNALS_UNGROUPED = "java:/jms/queue/signals-ungrouped";

    /** Signals whose time to live was over before they were consumed. */
    public static final String SIGNALS_EXPIRED = "java:/jms/queue/signals-expired";

    /** Messages that could not be kept as they came, or are too large to be read; for people. */
    public static final String SIGNALS_DEAD = "java:/jms/queue/signals-dead";

    /** Attempts of activities. */
    public static final String ACTIVITIES = "java:/jms/queue/activities";

    /** What others say of attempts that they carry out. */
    public static final String RESULTS = "java:/jms/queue/results";

    /** Messages of that kind that belong to no attempt; kept for people. */
    public static final String RESULTS_DEAD = "java:/jms/queue/results-dead";

    /** The connection factory for sending after a commit; never part of a JTA transaction. */
    public static final String OUT = "java:/jms/SignalboxOut";

    private Queues() {}
}
