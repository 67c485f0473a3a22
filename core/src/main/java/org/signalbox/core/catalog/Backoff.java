package org.signalbox.core.catalog;

import java.time.Duration;
import org.signalbox.client.TimeLimit;

/** How long to wait before the next attempt: growing by a factor up to a longest wait. */
public record Backoff(Duration first, double factor, Duration longest) {

    public Backoff {
        TimeLimit.positive("The longest back-off", longest);
        if (first.compareTo(Duration.ofMillis(1)) < 0 || !(factor >= 1) || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException(
                    "A back-off needs a first wait of at least a millisecond, a factor of at least 1 and a"
                            + " longest wait not below the first: " + first + ", " + factor + ", " + longest);
        }
    }

    /** @param failures how many attempts have failed so far, at least 1 */
    public Duration after(int failures) {
        double millis = first.toMillis() * Math.pow(factor, failures - 1.0);
        return millis >= longest.toMillis() ? longest : Duration.ofMillis((long) millis);
    }
}
