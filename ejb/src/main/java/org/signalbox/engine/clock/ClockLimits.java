package org.signalbox.engine.clock;

import java.time.Duration;
import java.util.Optional;

/**
 * How far the wall clock is trusted.
 *
 * @param maxJump a jump forward beyond this is in doubt
 * @param trustAfter how long such a jump must last before it is trusted
 * @param maxDowntime a start later than this after the last sign of life is in doubt, too; if empty, any down time is normal
 */
public record ClockLimits(Duration maxJump, Duration trustAfter, Optional<Duration> maxDowntime) {

    public static final ClockLimits DEFAULT =
            new ClockLimits(Duration.ofMinutes(10), Duration.ofMinutes(15), Optional.empty());
}
