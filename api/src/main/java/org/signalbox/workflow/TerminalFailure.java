package org.signalbox.workflow;

/**
 * Thrown by a handler: the run ends as failed, durably, with this message. Thrown by an activity: the activity ends as
 * failed and is not retried. Every other exception counts as a bug or an outage and is retried.
 */
public class TerminalFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TerminalFailure(String message) {
        super(message);
    }

    public TerminalFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
