package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.engine.journal.JournalView;

/**
 * An event of an instance's journal or inbox.
 *
 * @param payload what came with it, as it came
 * @param decided what its turn asked for, one line each
 * @param server the one that handled it, or accepted it while it waits
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record EventView(
        long sequence,
        int run,
        Event.Kind kind,
        String name,
        Entry.State state,
        Optional<String> signalId,
        Optional<Document> payload,
        List<String> decided,
        Instant acceptedAt,
        Optional<Instant> handledAt,
        Optional<String> server) {

    static EventView of(JournalView view) {
        Entry e = view.entry();
        return new EventView(
                e.sequence(),
                e.run(),
                e.event().kind(),
                e.event().name(),
                e.state(),
                view.signalId(),
                e.event().payload().map(Document::new),
                e.decided(),
                view.acceptedAt(),
                view.handledAt(),
                view.server());
    }
}
