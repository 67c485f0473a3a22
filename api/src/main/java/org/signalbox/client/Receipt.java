package org.signalbox.client;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a sender can know about its signal.
 *
 * @param run the run that took it; empty when held or rejected
 * @param sequence its place in the instance's total order; empty when held or rejected
 * @param first for a duplicate, what became of the first signal of that id
 * @param reason for a rejected signal, and only then
 * @param detail what a person needs to know beyond the reason; may be empty text
 */
public record Receipt(
        SignalId signalId,
        WorkflowId workflowId,
        OptionalInt run,
        OptionalLong sequence,
        Outcome outcome,
        Optional<Outcome> first,
        Optional<Reason> reason,
        String detail) {

    public static Receipt taken(SignalId signalId, WorkflowId workflowId, int run, long sequence, Outcome outcome) {
        return new Receipt(
                signalId,
                workflowId,
                OptionalInt.of(run),
                OptionalLong.of(sequence),
                outcome,
                Optional.empty(),
                Optional.empty(),
                "");
    }

    public static Receipt held(SignalId signalId, WorkflowId workflowId, String until) {
        return new Receipt(
                signalId,
                workflowId,
                OptionalInt.empty(),
                OptionalLong.empty(),
                Outcome.HELD,
                Optional.empty(),
                Optional.empty(),
                until);
    }

    public static Receipt rejected(SignalId signalId, WorkflowId workflowId, Reason reason, String detail) {
        return new Receipt(
                signalId,
                workflowId,
                OptionalInt.empty(),
                OptionalLong.empty(),
                Outcome.REJECTED,
                Optional.empty(),
                Optional.of(reason),
                detail);
    }

    /** Whether more may become of the signal, or of the first one of its id: it waits for its turn, or for its instance. */
    public boolean isOpen() {
        return switch (first.orElse(outcome)) {
            case ACCEPTED, PARKED, HELD -> true;
            case HANDLED, REJECTED, DUPLICATE -> false;
        };
    }

    /** The receipt for a repetition of the signal that this is the receipt of. */
    public Receipt repeated() {
        return new Receipt(
                signalId,
                workflowId,
                run,
                sequence,
                Outcome.DUPLICATE,
                Optional.of(first.orElse(outcome)),
                reason,
                detail);
    }
}
