package org.signalbox.core.machine;

import java.time.Duration;
import java.util.Optional;
import org.signalbox.core.catalog.Backoff;

/**
 * What an operator may set.
 *
 * @param sizes how long texts may be
 * @param retries how a parked instance is retried
 * @param retryLimit how many attempts are made before only an operator can go on
 * @param earlyHeldFor how long a signal to an unknown instance is held if its sender gave no time; if empty, it is refused
 */
public record Settings(Sizes sizes, Backoff retries, int retryLimit, Optional<Duration> earlyHeldFor) {

    /** Without holding what nobody asked to hold. */
    public Settings(Sizes sizes, Backoff retries, int retryLimit) {
        this(sizes, retries, retryLimit, Optional.empty());
    }

    /** {@link Sizes#DEFAULT}; 1 s to 5 min apart, twenty attempts. */
    public static final Settings DEFAULT =
            new Settings(Sizes.DEFAULT, new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(5)), 20);
}
