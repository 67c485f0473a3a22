package org.signalbox.benchmark;

import java.util.Arrays;

/** A sample of durations, in order. A percentile is the smallest value that so many percent do not exceed. */
final class Percentiles {
    private final long[] sorted;

    Percentiles(long[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a sample without values has no percentiles");
        }
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    long of(double percent) {
        if (percent <= 0 || percent > 100) {
            throw new IllegalArgumentException(percent + " is no percentage above 0 up to 100");
        }
        return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
    }

    int size() {
        return sorted.length;
    }
}
