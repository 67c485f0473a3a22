package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.engine.activity.ActivityView;

/**
 * An activity of an instance.
 *
 * @param sequence the event whose turn asked for it, and {@code ordinal} its place among what that turn asked for
 * @param nextLook when it is sent again or has used up its time
 * @param details what the last heartbeat told of how far the work has got
 * @param cancelled whether its workflow has no more use for it
 * @param server the one that began the last attempt
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ActivityDetail(
        long sequence,
        int ordinal,
        int run,
        String activity,
        Document arguments,
        ActivityState state,
        int attempt,
        Instant scheduledAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> nextLook,
        Optional<String> failure,
        Optional<Document> result,
        Optional<Document> details,
        boolean cancelled,
        Optional<String> server) {

    static ActivityDetail of(ActivityView a) {
        return new ActivityDetail(
                a.sequence(),
                a.ordinal(),
                a.run(),
                a.activity(),
                new Document(a.arguments()),
                a.state(),
                a.attempt(),
                a.scheduledAt(),
                a.startedAt(),
                a.endedAt(),
                a.nextLook(),
                a.failure(),
                a.result().map(Document::new),
                a.details().map(Document::new),
                a.cancelled(),
                a.server());
    }
}
