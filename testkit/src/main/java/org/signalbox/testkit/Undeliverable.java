package org.signalbox.testkit;

import org.signalbox.client.Reason;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;

/** A signal nobody could take, with the reason. */
public record Undeliverable(WorkflowId workflowId, String signal, SignalId signalId, Reason reason, String detail) {}
