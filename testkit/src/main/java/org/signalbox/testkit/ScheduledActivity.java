package org.signalbox.testkit;

import java.util.Optional;
import java.util.stream.IntStream;
import org.signalbox.client.ActivityToken;
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
 */
public record ScheduledActivity(
        ActivityKey key,
        String name,
        String arguments,
        State state,
        int attempts,
        Optional<String> result,
        Optional<String> failure,
        Optional<String> details) {

    /** How far an activity has got. */
    public enum State {
        /** Its next attempt follows now or after the back-off. */
        SCHEDULED,
        /** An attempt is under way that does not answer, or is completed later. */
        RUNNING,
        COMPLETED,
        FAILED,
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
        return new ScheduledActivity(key, name, arguments, State.RUNNING, attempts + 1, result, failure, details);
    }

    ScheduledActivity told(Optional<String> newDetails) {
        return new ScheduledActivity(key, name, arguments, state, attempts, result, failure, newDetails);
    }

    boolean hasEnded() {
        return state != State.SCHEDULED && state != State.RUNNING;
    }

    ScheduledActivity dropped() {
        return new ScheduledActivity(key, name, arguments, State.DROPPED, attempts, result, failure, details);
    }

    ScheduledActivity completed(String newResult) {
        return new ScheduledActivity(
                key, name, arguments, State.COMPLETED, attempts, Optional.of(newResult), failure, details);
    }

    ScheduledActivity failed(String newFailure, State newState) {
        return new ScheduledActivity(
                key, name, arguments, newState, attempts, result, Optional.of(newFailure), details);
    }
}
