package org.signalbox.engine.line;

import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.LineChange;

/** A change to be written, with the instance it belongs to. */
public record LineRow(WorkflowId workflowId, LineChange change) {}
