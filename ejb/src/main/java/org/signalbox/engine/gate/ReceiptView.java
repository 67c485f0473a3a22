package org.signalbox.engine.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.engine.undeliverable.RawSignal;

/** A receipt as JSON, the same over JMS and REST; what is not known is left out. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReceiptView(
        Optional<String> signalId,
        Optional<String> workflowId,
        Optional<Integer> run,
        Optional<Long> sequence,
        Outcome outcome,
        Optional<Outcome> first,
        Optional<Reason> reason,
        String detail) {

    public static ReceiptView of(Receipt receipt) {
        return new ReceiptView(
                Optional.of(receipt.signalId().value()),
                Optional.of(receipt.workflowId().value()),
                receipt.run().isPresent() ? Optional.of(receipt.run().getAsInt()) : Optional.empty(),
                receipt.sequence().isPresent() ? Optional.of(receipt.sequence().getAsLong()) : Optional.empty(),
                receipt.outcome(),
                receipt.first(),
                receipt.reason(),
                receipt.detail());
    }

    /** For what was no signal at all. */
    public static ReceiptView refused(RawSignal raw, Reason reason, String detail) {
        return new ReceiptView(
                raw.signalId(),
                raw.workflowId(),
                Optional.empty(),
                Optional.empty(),
                Outcome.REJECTED,
                Optional.empty(),
                Optional.of(reason),
                detail);
    }
}
