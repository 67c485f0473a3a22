package org.signalbox.core.machine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalbox.client.IdConflict;
import org.signalbox.client.Reason;
import org.signalbox.client.SignalId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.StorableText;
import org.signalbox.core.payload.StrictJson;

/** What is in the way of several signals that are to be accepted together or not at all. */
final class Together {

    private final Catalog catalog;
    private final Sizes sizes;

    Together(Catalog catalog, Sizes sizes) {
        this.catalog = catalog;
        this.sizes = sizes;
    }

    /**
     * The first of them that can't be accepted.
     *
     * @param type of the instance, also of one that is to be started; empty if that is not known
     */
    Optional<Verdict> objection(Request.Signals request, Optional<String> type) {
        Optional<WorkflowType> workflow = type.flatMap(catalog::workflow);
        Map<SignalId, Integer> places = new HashMap<>();
        List<Event.Signalled> signals = request.signals();
        for (int n = 1; n <= signals.size(); n++) {
            Event.Signalled signal = signals.get(n - 1);
            Integer other = places.put(signal.signalId(), n);
            Optional<Verdict.Refused> refused = other == null
                    ? refusal(signal, workflow)
                    : Optional.of(new Verdict.Refused(
                            Reason.MALFORMED,
                            "It has the same signal id '" + signal.signalId() + "' as signal " + other + "."));
            if (refused.isPresent()) {
                String which = "Signal " + n + " of " + signals.size() + " ('" + signal.name() + "'): ";
                return Optional.of(new Verdict.RefusedOne(
                        n, refused.get().reason(), which + refused.get().detail()));
            }
        }
        return Optional.empty();
    }

    private Optional<Verdict.Refused> refusal(Event.Signalled signal, Optional<WorkflowType> workflow) {
        if (signal.name().chars().anyMatch(Character::isISOControl)) {
            return refused(Reason.MALFORMED, "The name contains a control character.");
        }
        Optional<String> problem = StorableText.problem(signal.name());
        if (problem.isPresent()) {
            return refused(Reason.MALFORMED, "The name contains " + problem.get() + ".");
        }
        Optional<String> tooLarge = sizes.refusal("payload", signal.payload());
        if (tooLarge.isPresent()) {
            return refused(Reason.TOO_LARGE, tooLarge.get());
        }
        if (workflow.isPresent() && !workflow.get().takes(signal.name())) {
            return refused(
                    Reason.UNKNOWN_SIGNAL,
                    "Workflow '" + workflow.get().name() + "' takes "
                            + workflow.get().signalNames() + ".");
        }
        try {
            if (workflow.isPresent()) {
                workflow.get().check(signal.name(), signal.payload());
            } else {
                signal.payload().ifPresent(StrictJson::tree);
            }
            return Optional.empty();
        } catch (BadPayload e) {
            return refused(Reason.BAD_PAYLOAD, e.told());
        }
    }

    private static Optional<Verdict.Refused> refused(Reason reason, String detail) {
        return Optional.of(new Verdict.Refused(reason, detail));
    }

    static boolean replaces(Request.Signals request) {
        return request.start()
                .flatMap(s -> s.options().idConflict())
                .equals(Optional.of(IdConflict.TERMINATE_EXISTING));
    }
}
