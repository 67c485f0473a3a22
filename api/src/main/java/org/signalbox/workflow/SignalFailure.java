package org.signalbox.workflow;

import org.signalbox.client.Reason;
import org.signalbox.client.WorkflowId;

/**
 * Thrown where a handler waits for the receipt of a signal that was rejected: {@link #reason} tells why. The signal is kept
 * as undeliverable, as every rejected one is. Not caught, it ends the run as failed, as every {@link TerminalFailure} does.
 */
public class SignalFailure extends TerminalFailure {

    private static final long serialVersionUID = 1L;

    private final String workflowId;
    private final String signal;
    private final Reason reason;

    public SignalFailure(WorkflowId workflowId, String signal, Reason reason, String detail) {
        super("signal '" + signal + "' to '" + workflowId + "' was rejected, " + reason + ": " + detail);
        this.workflowId = workflowId.value();
        this.signal = signal;
        this.reason = reason;
    }

    /** To whom it was sent. */
    public WorkflowId workflowId() {
        return new WorkflowId(workflowId);
    }

    public String signal() {
        return signal;
    }

    public Reason reason() {
        return reason;
    }
}
