package org.signalbox.core.machine;

import java.time.Duration;
import org.signalbox.core.catalog.Backoff;

/**
 * What an operator may set.
 *
 * @param longestPayload in characters, for payloads and start inputs
 * @param retries how a parked instance is retried
 * @param retryLimit how many attempts are made before only an operator can go on
 */
public record Settings(int longestPayload, Backoff retries, int retryLimit) {

    /** One million characters; 1 s to 5 min apart, twenty attempts. */
    public static final Settings DEFAULT =
            new Settings(1_000_000, new Backoff(Duration.ofSeconds(1), 2, Duration.ofMinutes(5)), 20);
}
