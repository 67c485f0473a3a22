package org.signalbox.benchmark;

import java.util.Set;

/** What can be measured alone. */
enum Part {
    /** The rate with many instances. */
    MANY,
    /** The rate with one instance. */
    ONE,
    /** The latency at half of the rate with many instances. */
    LATENCY,
    /** Whether a signal to an instance with a long past costs more. */
    LENGTH,
    /** What a signal costs by the length of the line that takes it. */
    LINE,
    /** What many instances that wait cost a server that does nothing. */
    WAITING,
    /** Whether a signal costs more when very many signal ids are remembered, or are being forgotten. */
    IDS,
    /** How long after a crash the first signal is handled. */
    RECOVERY,
    /** What becomes of a server when senders are faster than it. */
    OVERLOAD;

    /** What is measured if nothing is chosen: what has a yardstick. */
    static final Set<Part> STANDARD = Set.of(MANY, ONE, LATENCY);
}
