package org.signalbox.core.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.core.turn.LineTimer;

/** What may be mended in an inbox, and how it is written down. */
final class Mending {

    private Mending() {}

    /** Why it can't be done; empty if it can. */
    static Optional<String> objection(Request.Mend mend, Instance instance) {
        Entry entry = mend.entry();
        String which = "Event " + entry.sequence() + " of '" + instance.id() + "' ";
        if (entry.state() != Entry.State.WAITING) {
            return Optional.of(which + "is not in the inbox: it is " + entry.state() + ".");
        }
        boolean ofLine =
                instance.lines().stream().anyMatch(l -> l.due().stream().anyMatch(d -> d == entry.sequence()));
        boolean begins = instance.life()
                .beginning()
                .filter(b -> b.event() == entry.sequence())
                .isPresent();
        if (ofLine || begins) {
            return Optional.of(which + "is not in the inbox: "
                    + (begins ? "the run begins with it" : "a handler that waits has to go on with it")
                    + ". Retry, cancel or terminate the run.");
        }
        Event event = entry.event();
        boolean signal = event instanceof Event.Signalled;
        boolean skippable = signal
                || event instanceof Event.Updated
                || (event instanceof Event.TimerFired timer && !LineTimer.isOne(timer.name()));
        boolean possible = mend.fix() instanceof Fix.Skip ? skippable : signal;
        return possible
                ? Optional.empty()
                : Optional.of(which + "is a " + event.kind() + "; "
                        + (skippable
                                ? "only signals can be edited, sent again or made undeliverable."
                                : "it must be handled."));
    }

    /** The old payload as it was; text that is no JSON, such as one that can't be decoded, as text. */
    static Event.Mended event(Request.Mend mend) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("sequence", mend.entry().sequence());
        mend.motive().by().ifPresent(by -> told.put("by", by));
        mend.motive().reason().ifPresent(reason -> told.put("reason", reason));
        if (mend.fix() instanceof Fix.Edit) {
            mend.entry().event().payload().ifPresent(before -> told.put("before", json(before)));
        }
        return new Event.Mended(mend.fix().name(), Optional.of(Json.write(told)));
    }

    private static JsonNode json(String payload) {
        try {
            return Json.tree(payload);
        } catch (BadPayload e) {
            return new TextNode(payload);
        }
    }
}
