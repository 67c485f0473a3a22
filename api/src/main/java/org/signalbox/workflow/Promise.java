package org.signalbox.workflow;

/**
 * The result of an activity that may still run; made by {@link WorkflowContext#promise}.
 *
 * <p>It belongs to the call of the handler that made it and can't be kept in a field.
 *
 * @param <R> the type of the result
 */
public interface Promise<R> {

    /** Whether the activity has ended, well or not, so that {@link #await} will not wait. */
    boolean isDone();

    /**
     * Waits for the activity.
     *
     * @return its result; null from an activity that returns nothing
     * @throws ActivityFailure if it failed for good
     */
    R await();
}
