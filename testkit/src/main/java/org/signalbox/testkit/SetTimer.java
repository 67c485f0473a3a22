package org.signalbox.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A timer that is set.
 *
 * @param every present for a periodic timer
 */
public record SetTimer(String timer, Instant dueAt, Optional<Duration> every) {}
