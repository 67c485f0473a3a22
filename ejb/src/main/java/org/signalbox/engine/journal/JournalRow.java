package org.signalbox.engine.journal;

import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Entry;

/**
 * An entry to be written, with the instance it belongs to.
 *
 * @param fingerprint of what was sent, for a new entry that was sent under an id
 */
public record JournalRow(WorkflowId workflowId, Entry entry, Optional<String> fingerprint) {}
