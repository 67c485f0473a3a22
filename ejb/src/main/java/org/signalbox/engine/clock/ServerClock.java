package org.signalbox.engine.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a server last wrote about its clock, as anybody can read it.
 *
 * @param server its name
 * @param databaseTime the database's time at that moment
 */
public record ServerClock(String server, SignOfLife sign, Instant databaseTime) {

    /** How far the engine's time of that server is ahead of the database's; negative if it is behind. */
    public Duration aheadOfDatabase() {
        return Duration.between(databaseTime, sign.engineTime());
    }

    /** How far the server's wall clock is ahead of the engine's time, if that is in doubt. */
    public Optional<Duration> doubt() {
        return sign.doubtSince().map(since -> sign.ahead());
    }
}
