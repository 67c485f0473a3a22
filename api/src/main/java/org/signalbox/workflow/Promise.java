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
}
