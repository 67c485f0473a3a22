package org.signalbox.client;

import java.time.Duration;
import java.time.Instant;

/**
 * The limits of all times that can be given: a duration has at most a hundred years, a point in time lies in the years 1970 to
 * 9999. They are the same in every call, with every database and in the test kit.
 */
public final class TimeLimit {

    /** A hundred years of 365 days. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    public static final Instant EARLIEST = Instant.EPOCH;

    public static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private TimeLimit() {}

    /**
     * A duration that must be longer than zero.
     *
     * @param what the name of the option or parameter, for the message
     * @throws IllegalArgumentException if it is zero, negative or too long
     */
    public static Duration positive(String what, Duration time) {
        if (time.isNegative() || time.isZero() || isTooLong(time)) {
            throw new IllegalArgumentException(
                    what + " must be longer than nothing and at most a hundred years, not " + time + ".");
        }
        return time;
    }

    /**
     * A duration that may be zero.
     *
     * @throws IllegalArgumentException if it is negative or too long
     */
    public static Duration notNegative(String what, Duration time) {
        if (time.isNegative() || isTooLong(time)) {
            throw new IllegalArgumentException(
                    what + " must not be negative and must be at most a hundred years, not " + time + ".");
        }
        return time;
    }

    /**
     * A duration of which zero or less means at once.
     *
     * @return zero in place of less
     * @throws IllegalArgumentException if it is too long
     */
    public static Duration orAtOnce(String what, Duration time) {
        if (isTooLong(time)) {
            throw new IllegalArgumentException(what + " must be at most a hundred years, not " + time + ".");
        }
        return time.isNegative() ? Duration.ZERO : time;
    }

    /** @throws IllegalArgumentException if it lies before 1970 or after 9999 */
    public static Instant within(String what, Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new IllegalArgumentException(what + " must lie in the years 1970 to 9999, not at " + time + ".");
        }
        return time;
    }

    private static boolean isTooLong(Duration time) {
        return time.compareTo(LONGEST) > 0;
    }
}
