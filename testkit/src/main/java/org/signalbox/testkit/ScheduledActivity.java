package org.signalbox.testkit;

import java.util.Optional;
import org.signalbox.client.ActivityToken;
import org.signalbox.core.activity.ActivityState;
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
 * @param cancelled whether its workflow has asked it to cancel
 */
public record ScheduledActivity(
        ActivityKey key,
        String name,
        String arguments,
        ActivityState state,
        int attempts,
        Optional<String> result,
        Optional<String> failure,
        Optional<String> details,
        boolean cancelled) {

    static ScheduledActivity of(StoredActivity stored) {
        return new ScheduledActivity(
                stored.task().key(),
                stored.name(),
                stored.arguments(),
                stored.task().state(),
                stored.task().attempt(),
                stored.result(),
                stored.failure(),
                stored.details(),
                stored.task().flags().cancelled());
    }

    /** That of the last attempt that was begun. */
    public ActivityToken token() {
        return StoredActivity.token(key, attempts);
    }
}
