package org.signalbox.core.machine;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.core.turn.AuthorFailure;

/**
 * Why an instance does not go on.
 *
 * @param attempts how often the turn at the head of the inbox has failed
 * @param retryAt when it is tried again; empty once the automatic attempts are used up
 */
public record Parking(String error, Instant since, int attempts, Optional<Instant> retryAt) {

    /** What follows from a failed turn, the first one or one more. What can be cured from outside is tried without end. */
    static Parking after(AuthorFailure cause, Optional<Parking> before, Settings settings, Instant now) {
        int attempts = before.map(Parking::attempts).orElse(0) + 1;
        boolean again = attempts < settings.retryLimit() || cause.isCurable();
        Optional<Instant> retryAt = again && !cause.isForOperator()
                ? Optional.of(now.plus(settings.retries().after(attempts)))
                : Optional.empty();
        return new Parking(cause.told(), before.map(Parking::since).orElse(now), attempts, retryAt);
    }
}
