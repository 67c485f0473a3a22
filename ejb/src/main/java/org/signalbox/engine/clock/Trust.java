package org.signalbox.engine.clock;

import java.time.Instant;
import java.util.Optional;

/**
 * An operator's word that a server's wall clock is right.
 *
 * @param doubtSince names the jump that is meant
 */
public record Trust(Instant doubtSince, String by, Optional<String> reason) {}
