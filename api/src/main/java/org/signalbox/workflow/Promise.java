package org.signalbox.workflow;

/**
 * The result of an activity that may still run, or another answer that may not be there yet; made by
 * {@link WorkflowContext#promise}.
 *
 * <p>It belongs to the call of the handler that made it and can't be kept in a field.
 *
 * @param <R> the type of the result
 */
public interface Promise<R> {

    /** Whether it is there, or will never be, so that {@link #await} will not wait. */
    boolean isDone();

    /**
     * Waits for it.
     *
     * @return the result; null from an activity that returns nothing
     * @throws ActivityFailure if an activity failed for good
     * @throws SignalFailure if a signal was rejected
     * @throws ChildFailure if a child did not complete
     */
    R await();

    /**
     * Asks the activity to end, because there is no more use for it. One that has not begun does not begin; one under way learns
     * of it by its next heartbeat and may still end in any way. It is not waited for: {@link #await} does that, and throws an
     * {@link ActivityFailure} of the type {@code org.signalbox.activity.ActivityCancelled} if it ended because of this.
     */
    void cancel();
}
