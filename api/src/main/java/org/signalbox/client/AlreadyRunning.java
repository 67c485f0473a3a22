package org.signalbox.client;

/** A start for a workflow id of which an instance runs. */
public class AlreadyRunning extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int run;

    public AlreadyRunning(WorkflowId workflowId, int run) {
        super("Instance '" + workflowId + "' runs already (run " + run
                + "). Signal it, or start under another workflow id.");
        this.run = run;
    }

    public int run() {
        return run;
    }
}
