package org.signalbox.workflow;

/**
 * Thrown where a handler waits for an activity that has failed for good: its attempts are used up, or it failed in a
 * way that is not retried. Not caught, it ends the run as failed, as every {@link TerminalFailure} does.
 */
public class ActivityFailure extends TerminalFailure {

    private static final long serialVersionUID = 1L;

    private final String activity;
    private final String type;

    public ActivityFailure(String activity, String type, String message) {
        super("activity " + activity + " failed: " + message);
        this.activity = activity;
        this.type = type;
    }

    /** Activity type and method, such as {@code Warehouse.reserve}. */
    public String activity() {
        return activity;
    }

    /** The full name of the exception's class that the last attempt threw; empty text if it ended without one. */
    public String type() {
        return type;
    }
}
