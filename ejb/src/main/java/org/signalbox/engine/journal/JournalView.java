package org.signalbox.engine.journal;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.core.machine.Entry;

/**
 * An event as an operator sees it.
 *
 * @param signalId for signals
 * @param handledAt empty while it waits
 * @param server that handled it, or accepted it while it waits; empty if that was not recorded
 */
public record JournalView(
        Entry entry,
        Optional<String> signalId,
        Instant acceptedAt,
        Optional<Instant> handledAt,
        Optional<String> server) {}
