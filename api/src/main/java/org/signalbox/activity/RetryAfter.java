package org.signalbox.activity;

import java.time.Duration;
import org.signalbox.client.TimeLimit;

/**
 * Thrown by an activity that knows when another attempt is worth while, say because the other side said so: the next one
 * follows after that time instead of the back-off. It counts as an attempt like any other.
 */
public class RetryAfter extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration delay;

    /**
     * @param delay zero or negative means at once
     * @throws IllegalArgumentException if it is longer than {@link TimeLimit#LONGEST}
     */
    public RetryAfter(Duration delay, String message) {
        super(message);
        this.delay = TimeLimit.orAtOnce("retryAfter", delay);
    }

    /**
     * @param delay zero or negative means at once
     * @throws IllegalArgumentException if it is longer than {@link TimeLimit#LONGEST}
     */
    public RetryAfter(Duration delay, String message, Throwable cause) {
        super(message, cause);
        this.delay = TimeLimit.orAtOnce("retryAfter", delay);
    }

    public Duration delay() {
        return delay;
    }
}
