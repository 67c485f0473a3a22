package org.signalbox.engine.journal;

import org.signalbox.client.WorkflowId;

/** An event by its place in its instance's order. */
public record EventKey(WorkflowId workflowId, long sequence) {}
