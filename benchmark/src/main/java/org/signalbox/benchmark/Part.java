package org.signalbox.benchmark;

/** What can be measured alone; the yardstick is always measured. */
enum Part {
    /** The rate with many instances. */
    MANY,
    /** The rate with one instance. */
    ONE,
    /** The latency at half of the rate with many instances. */
    LATENCY
}
