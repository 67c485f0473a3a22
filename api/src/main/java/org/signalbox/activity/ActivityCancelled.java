package org.signalbox.activity;

/**
 * Thrown by {@link ActivityContext#heartbeat} if there is no more use for the work: the activity was cancelled, or this attempt
 * is over because its time was. Let out of the method, it ends the activity as cancelled; a waiting workflow finds its name in
 * {@link org.signalbox.workflow.ActivityFailure#type}.
 */
public class ActivityCancelled extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ActivityCancelled(String message) {
        super(message);
    }
}
