package org.signalbox.workflow;

import java.util.Optional;
import org.signalbox.client.WorkflowId;

/**
 * An instance of another workflow, to be started by {@link WorkflowContext#child} and bound to the run that asks for it.
 *
 * @param workflowType the workflow of the child
 * @param result what it completes with; {@code Void} if that is of no interest
 * @param workflowId the child's; empty for one that is made of the parent's id and the place in its order
 * @param input written as JSON
 * @param whenParentEnds what becomes of the child if the parent's run ends before it
 * @param whenCancelled what is done if the parent is asked to cancel while it waits for the child
 */
public record ChildRequest<R>(
        String workflowType,
        Class<R> result,
        Optional<WorkflowId> workflowId,
        Optional<Object> input,
        WhenParentEnds whenParentEnds,
        WhenCancelled whenCancelled) {

    /** What becomes of a child whose parent's run has ended, in whatever way. */
    public enum WhenParentEnds {
        /** It is asked to cancel, and may clean up. */
        CANCEL,
        /** It is terminated. */
        TERMINATE,
        /** It goes on. */
        ABANDON
    }

    /** What is done for a child when its parent is asked to cancel while it waits for it. */
    public enum WhenCancelled {
        /** The child is asked to cancel, and {@link Cancelled} is thrown in the parent when it has ended. */
        WAIT,
        /** The child is asked to cancel, and {@link Cancelled} is thrown in the parent at once. */
        ASK,
        /** Nothing, and {@link Cancelled} is thrown in the parent at once. */
        ABANDON
    }

    /** A child without input, that is cancelled with its parent. */
    public static <R> ChildRequest<R> of(String workflowType, Class<R> result) {
        return new ChildRequest<>(
                workflowType, result, Optional.empty(), Optional.empty(), WhenParentEnds.CANCEL, WhenCancelled.WAIT);
    }

    public ChildRequest<R> with(Object newInput) {
        return new ChildRequest<>(
                workflowType, result, workflowId, Optional.of(newInput), whenParentEnds, whenCancelled);
    }

    /** Gives the child's workflow id; while an instance of that id runs, no child can be started. */
    public ChildRequest<R> identifiedBy(String newWorkflowId) {
        return new ChildRequest<>(
                workflowType, result, Optional.of(new WorkflowId(newWorkflowId)), input, whenParentEnds, whenCancelled);
    }

    public ChildRequest<R> whenParentEnds(WhenParentEnds what) {
        return new ChildRequest<>(workflowType, result, workflowId, input, what, whenCancelled);
    }

    public ChildRequest<R> whenCancelled(WhenCancelled what) {
        return new ChildRequest<>(workflowType, result, workflowId, input, whenParentEnds, what);
    }
}
