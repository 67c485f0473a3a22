package org.signalbox.core.machine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.turn.AuthorFailure;

/**
 * What a request meets; to be read under the instance's lock.
 *
 * @param instance empty if there is none
 * @param lines its open lines, those that {@link Instance#lines} tells of; only if it {@link Instance#needsLines}
 * @param held the signals held for it, in the order of arrival; needed only if the request can start it
 * @param failure present if the author's code has just failed on this request, whose transaction was rolled back: what
 *     was to be accepted is accepted without running that code again, and the instance is parked
 */
public record Situation(
        Optional<Instance> instance,
        List<Line> lines,
        List<Event.Signalled> held,
        Instant now,
        Optional<AuthorFailure> failure) {

    public Situation {
        lines = List.copyOf(lines);
        held = List.copyOf(held);
    }

    Instance instanceOr(WorkflowId id) {
        return instance.orElseGet(() -> Instance.expected(id, now));
    }
}
