package org.signalbox.core.machine;

import java.time.Instant;
import java.util.Optional;

/**
 * Why an instance does not go on.
 *
 * @param attempts how often the turn at the head of the inbox has failed
 * @param retryAt when it is tried again; empty once the automatic attempts are used up
 */
public record Parking(String error, Instant since, int attempts, Optional<Instant> retryAt) {}
