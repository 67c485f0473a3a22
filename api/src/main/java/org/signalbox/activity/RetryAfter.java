package org.signalbox.activity;

import java.time.Duration;

/**
 * Thrown by an activity that knows when another attempt is worth while, say because the other side said so: the next one
 * follows after that time instead of the back-off. It counts as an attempt like any other.
 */
public class RetryAfter extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration delay;

    /** @param delay zero or negative means at once */
    public RetryAfter(Duration delay, String message) {
        super(message);
        this.delay = delay;
    }

    /** @param delay zero or negative means at once */
    public RetryAfter(Duration delay, String message, Throwable cause) {
        super(message, cause);
        this.delay = delay;
    }

    public Duration delay() {
        return delay;
    }
}
