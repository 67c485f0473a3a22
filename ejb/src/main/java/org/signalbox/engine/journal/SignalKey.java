package org.signalbox.engine.journal;

import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;

/** A signal as its sender names it; unique over all runs of the instance. */
public record SignalKey(WorkflowId workflowId, SignalId signalId) {}
