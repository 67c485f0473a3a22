package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.Refused;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.application.EngineSettings;
import org.signalbox.engine.journal.RepetitionStore;
import org.signalbox.engine.undeliverable.HeldStore;

/** The door for several signals that are to be accepted together. */
@ApplicationScoped
public class SignalsGate {

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private HeldStore held;

    @Inject
    private RepetitionStore repetitions;

    @Inject
    private EngineSettings settings;

    /** What became of them: a receipt for each, in their order, or why none of them was accepted. */
    public sealed interface Answer {

        /** All are durable. */
        record Taken(List<Receipt> receipts) implements Answer {}

        /**
         * There is no trace of any.
         *
         * @param element which one is to blame, from 1; empty if it is none of them
         */
        record Refusal(Optional<Integer> element, Reason reason, String detail) implements Answer {

            public Refused asException() {
                return new Refused(reason, detail);
            }
        }
    }

    /**
     * Takes several signals to one instance. It may be repeated without a second effect.
     *
     * @throws org.signalbox.client.Unavailable if the database can't be reached
     */
    public Answer take(Request.Signals signals) {
        try {
            SignalsErrand.Answer answer = groupCommit.submit(
                    new SignalsErrand(signals, held, repetitions, new Crowd(settings::longestInbox)));
            return answer.refusal()
                    .<Answer>map(SignalsGate::refusal)
                    .orElseGet(() -> new Answer.Taken(answer.receipts()));
        } catch (Unstorable e) {
            return new Answer.Refusal(Optional.empty(), Reason.BAD_PAYLOAD, String.valueOf(e.getMessage()));
        }
    }

    private static Answer refusal(Verdict verdict) {
        if (verdict instanceof Verdict.RefusedOne one) {
            return new Answer.Refusal(Optional.of(one.element()), one.reason(), one.detail());
        }
        Verdict.Refused refused = (Verdict.Refused) verdict;
        return new Answer.Refusal(Optional.empty(), refused.reason(), refused.detail());
    }
}
