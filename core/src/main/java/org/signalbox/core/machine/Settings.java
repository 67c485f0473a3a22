package org.signalbox.core.machine;

import java.time.Duration;
import org.signalbox.core.catalog.Backoff;

/**
 * What an operator may set.
 *
 * @param sizes how long texts may be
 * @param retries how a parked instance is retried
 * @param retryLimit how many attempts are made before only an operator can go on
 */
public record Settings(Sizes sizes, Backoff retries, int retryLimit) {

    /** {@link Sizes#DEFAULT}; 1 s to 5 min apart, twenty attempts. */
    public static final Settings DEFAULT =
            new Settings(Sizes.DEFAULT, new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(5)), 20);
}
