package org.signalbox.engine.journal;

import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Entry;

/** An entry to be written, with the instance it belongs to. */
public record JournalRow(WorkflowId workflowId, Entry entry) {}
