package org.signalbox.engine.activity;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.payload.Undecodable;

/**
 * An activity as an operator sees it.
 *
 * @param attempt how many attempts were begun
 * @param nextLook when it is sent again or has used up its time; empty once it has ended
 * @param failure of the last attempt that failed
 * @param details what the last heartbeat told, as JSON
 * @param cancelled whether its workflow has no more use for it
 * @param server that began the last attempt; empty if that was not recorded
 */
public record ActivityView(
        long sequence,
        int ordinal,
        int run,
        String activity,
        String arguments,
        ActivityState state,
        int attempt,
        Instant scheduledAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> nextLook,
        Optional<String> failure,
        Optional<String> result,
        Optional<String> details,
        boolean cancelled,
        Optional<String> server) {

    static ActivityView of(ActivityEntity row, ActivityStore store) {
        return new ActivityView(
                row.sequence,
                row.ordinal,
                row.run,
                row.name(),
                store.decoded(row.arguments, row, "arguments").orElseThrow(),
                row.state,
                row.attempt,
                row.scheduledAt,
                Optional.ofNullable(row.startedAt),
                Optional.ofNullable(row.endedAt),
                Optional.ofNullable(row.wakeAt),
                store.decoded(row.failure, row, "failure").map(Undecodable::shown),
                store.decoded(row.result, row, "result"),
                store.decoded(row.details, row, "last heartbeat"),
                row.cancelled,
                store.node(row));
    }
}
