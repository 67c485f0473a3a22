package org.signalbox.client;

import java.util.Optional;

/**
 * What is known of an accepted update.
 *
 * @param run the run that took it
 * @param sequence its place in the instance's total order
 * @param result what its handler returned, once that is known; empty as well if it returned nothing
 * @param failure why there is no result and never will be
 */
public record UpdateReceipt<R>(
        SignalId updateId,
        WorkflowId workflowId,
        int run,
        long sequence,
        State state,
        Optional<R> result,
        Optional<String> failure) {

    /** How far an update has got. */
    public enum State {
        /** It waits for its turn, or its handler waits for something. */
        ACCEPTED,
        /** Like {@link #ACCEPTED}; the instance's author code keeps failing. */
        PARKED,
        /** Its handler has returned. */
        COMPLETED,
        /** Its handler has refused it for good. */
        FAILED,
        /** Its run ended before it was answered; or it was answered longer ago than answers are kept. */
        UNANSWERED
    }

    /** Whether its answer is known, good or bad; it then never changes, for as long as it is kept. */
    public boolean isAnswered() {
        return state != State.ACCEPTED && state != State.PARKED;
    }
}
