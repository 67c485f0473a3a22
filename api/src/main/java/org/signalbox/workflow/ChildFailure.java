package org.signalbox.workflow;

import org.signalbox.client.WorkflowId;

/**
 * Thrown where a handler waits for a child that has not completed: {@link #kind} tells why. Not caught, it ends the run as
 * failed, as every {@link TerminalFailure} does.
 */
public class ChildFailure extends TerminalFailure {

    private static final long serialVersionUID = 1L;

    /** Why a child gave no result. */
    public enum Kind {
        /** Its run failed. */
        FAILED,
        /** It was cancelled. */
        CANCELLED,
        /** It was terminated. */
        TERMINATED,
        /** It lasted longer than it may. */
        TIMED_OUT,
        /** It could not be started: an instance of its id runs already. */
        ID_TAKEN,
        /** It could not be started: no deployed workflow has that type. */
        UNKNOWN_WORKFLOW,
        /** It could not be started: the input is not what its workflow takes, or too long. */
        BAD_INPUT
    }

    private final String workflowId;
    private final Kind kind;

    public ChildFailure(WorkflowId workflowId, Kind kind, String detail) {
        super("child '" + workflowId + "': " + kind + (detail.isEmpty() ? "" : ": " + detail));
        this.workflowId = workflowId.value();
        this.kind = kind;
    }

    /** The child. */
    public WorkflowId workflowId() {
        return new WorkflowId(workflowId);
    }

    public Kind kind() {
        return kind;
    }
}
