package org.signalbox.testkit;

import java.util.Optional;
import org.signalbox.core.turn.ActivityKey;

/**
 * An activity a workflow asked for, and how far it has got.
 *
 * @param name type and method
 * @param arguments a JSON array
 * @param attempts how many were begun
 * @param result as JSON, once completed
 * @param failure of the last attempt that failed
 */
public record ScheduledActivity(
        ActivityKey key,
        String name,
        String arguments,
        State state,
        int attempts,
        Optional<String> result,
        Optional<String> failure) {

    /** How far an activity has got. */
    public enum State {
        /** Its next attempt follows now or after the back-off. */
        SCHEDULED,
        /** An attempt is under way that does not answer. */
        RUNNING,
        COMPLETED,
        FAILED,
        /** Its run was terminated before it ended. */
        DROPPED
    }

    ScheduledActivity begun() {
        return new ScheduledActivity(key, name, arguments, State.RUNNING, attempts + 1, result, failure);
    }

    boolean hasEnded() {
        return state != State.SCHEDULED && state != State.RUNNING;
    }

    ScheduledActivity dropped() {
        return new ScheduledActivity(key, name, arguments, State.DROPPED, attempts, result, failure);
    }

    ScheduledActivity completed(String newResult) {
        return new ScheduledActivity(key, name, arguments, State.COMPLETED, attempts, Optional.of(newResult), failure);
    }

    ScheduledActivity failed(String newFailure, State newState) {
        return new ScheduledActivity(key, name, arguments, newState, attempts, result, Optional.of(newFailure));
    }
}
