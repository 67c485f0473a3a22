package org.signalbox.core.catalog;

import java.time.Duration;
import java.time.Instant;

/**
 * How many attempts of an activity type may begin.
 *
 * @param concurrency how many may be under way at once; 0 for no limit
 * @param perSecond how many may begin in a second; 0 for no limit
 */
public record StartLimits(int concurrency, double perSecond) {

    public static final StartLimits NONE = new StartLimits(0, 0);

    /** So much of the pace that was not used may be caught up: about as long as until someone looks again. */
    private static final Duration CAUGHT_UP = Duration.ofMillis(250);

    /** A grant that lies farther ahead than this beyond a pause was given by a clock that has stepped back since. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(15);

    private static final double NANOS_PER_SECOND = 1e9;

    /**
     * What is granted.
     *
     * @param starts how many may begin now
     * @param nextAt not before then may the next one begin, as far as the pace is concerned
     */
    public record Grant(int starts, Instant nextAt) {}

    public StartLimits {
        if (concurrency < 0 || !(perSecond >= 0) || Double.isInfinite(perSecond)) {
            throw new IllegalArgumentException(
                    "concurrency and startsPerSecond can't be less than 0, and not without end: " + concurrency + ", "
                            + perSecond);
        }
    }

    public boolean isLimited() {
        return concurrency > 0 || perSecond > 0;
    }

    /**
     * Decides how many of those that wait may begin.
     *
     * @param running how many are under way
     * @param nextAt of the last grant
     */
    public Grant grant(int waiting, int running, Instant nextAt, Instant now) {
        int free = concurrency == 0 ? waiting : Math.min(waiting, Math.max(0, concurrency - running));
        if (perSecond == 0) {
            return new Grant(free, nextAt);
        }
        Duration pause = Duration.ofNanos((long) (NANOS_PER_SECOND / perSecond));
        Instant earliest = now.minus(CAUGHT_UP);
        boolean isVoid = nextAt.isAfter(now.plus(pause).plus(CLOCKS_DIFFER));
        Instant next = nextAt.isBefore(earliest) ? earliest : isVoid ? now : nextAt;
        int starts = 0;
        while (starts < free && !next.isAfter(now)) {
            next = next.plus(pause);
            starts++;
        }
        return new Grant(starts, starts == 0 ? nextAt : next);
    }
}
