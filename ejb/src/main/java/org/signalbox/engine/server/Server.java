package org.signalbox.engine.server;

import java.time.Instant;
import java.util.Optional;

/**
 * A server as it last wrote about itself. All times are the database's.
 *
 * @param version of the engine
 * @param started when this life of it began
 * @param seen its last sign of life
 * @param ended when it stopped in good order; empty while it runs and if it was killed
 * @param living whether it has not ended and its last sign of life is recent
 */
public record Server(
        String node,
        String version,
        Instant started,
        Instant seen,
        Optional<Instant> ended,
        boolean living,
        Work work) {}
