package org.signalbox.engine.journal;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.core.machine.Entry;

/**
 * An event as an operator sees it.
 *
 * @param signalId for signals
 * @param handledAt empty while it waits
 */
public record JournalView(Entry entry, Optional<String> signalId, Instant acceptedAt, Optional<Instant> handledAt) {}
