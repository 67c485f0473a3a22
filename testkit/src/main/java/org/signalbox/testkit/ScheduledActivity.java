package org.signalbox.testkit;

import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.signalbox.client.ActivityToken;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.core.turn.ActivityKey;

/**
 * An activity a workflow asked for, and how far it has got.
 *
 * @param name type and method
 * @param arguments a JSON array
 * @param attempts how many were begun
 * @param result as JSON, once completed
 * @param failure of the last attempt that failed
 * @param details of the last heartbeat, as JSON
 * @param cancelled whether its workflow has no more use for it
 */
public record ScheduledActivity(
        ActivityKey key,
        String name,
        String arguments,
        State state,
        int attempts,
        Optional<String> result,
        Optional<String> failure,
        Optional<String> details,
        boolean cancelled) {

    /** How far an activity has got. */
    public enum State {
        /** Its next attempt follows now or after the back-off. */
        SCHEDULED,
        /** An attempt is under way that does not answer, or is completed later. */
        RUNNING,
        COMPLETED,
        FAILED,
        /** There was no more use for it, and it ended because of that. */
        CANCELLED,
        /** Its run was terminated before it ended. */
        DROPPED
    }

    /** That of the last attempt that was begun. */
    public ActivityToken token() {
        return token(attempts);
    }

    private ActivityToken token(int attempt) {
        return new ActivityToken((key.workflowId() + "." + key.sequence() + "." + key.ordinal() + "." + attempt)
                .replaceAll("[^\\w.-]", "_"));
    }

    /** Whether it had that one in any of its attempts. */
    boolean had(ActivityToken token) {
        return IntStream.rangeClosed(1, attempts).anyMatch(n -> token(n).equals(token));
    }

    ScheduledActivity begun() {
        return with(State.RUNNING, attempts + 1, result, failure, details, cancelled);
    }

    ScheduledActivity told(Optional<String> newDetails) {
        return with(state, attempts, result, failure, newDetails, cancelled);
    }

    boolean hasEnded() {
        return state != State.SCHEDULED && state != State.RUNNING;
    }

    ScheduledActivity dropped() {
        return with(State.DROPPED, attempts, result, failure, details, cancelled);
    }

    ScheduledActivity completed(String newResult) {
        return with(State.COMPLETED, attempts, Optional.of(newResult), failure, details, cancelled);
    }

    ScheduledActivity failed(String newFailure, State newState) {
        return with(newState, attempts, result, Optional.of(newFailure), details, cancelled);
    }

    ScheduledActivity unwanted() {
        return with(state, attempts, result, failure, details, true);
    }

    /** With all that people or code gave as that makes it. */
    ScheduledActivity texts(UnaryOperator<String> change) {
        return new ScheduledActivity(
                key,
                name,
                change.apply(arguments),
                state,
                attempts,
                result.map(change),
                failure.map(change),
                details.map(change),
                cancelled);
    }

    /** Whether it can't be told now with what it is to be called. */
    boolean isUndecodable() {
        return Undecodable.isMarked(arguments)
                || details.filter(Undecodable::isMarked).isPresent();
    }

    private ScheduledActivity with(
            State newState,
            int newAttempts,
            Optional<String> newResult,
            Optional<String> newFailure,
            Optional<String> newDetails,
            boolean newCancelled) {
        return new ScheduledActivity(
                key, name, arguments, newState, newAttempts, newResult, newFailure, newDetails, newCancelled);
    }
}
