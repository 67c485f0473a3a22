package org.signalbox.engine.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a server's clock stood when the server last wrote about it.
 *
 * @param doubtSince the engine's time when the jump was noticed that is in doubt
 */
public record SignOfLife(Instant wallTime, Instant engineTime, Optional<Instant> doubtSince) {

    /** How far the wall clock is ahead of the engine's time. */
    public Duration ahead() {
        return Duration.between(engineTime, wallTime);
    }
}
