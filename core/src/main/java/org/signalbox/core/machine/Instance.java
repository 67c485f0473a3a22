package org.signalbox.core.machine;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.client.Outcome;
import org.signalbox.client.Receipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.turn.Closing;

/**
 * One workflow id and what is known of it, as read under its row lock.
 *
 * @param type the workflow; empty text while only expected
 * @param run how many runs there were, the present one included
 * @param sequence the last one given to an event, over all runs
 * @param waiting how many accepted events are not handled yet
 * @param state the durable fields as JSON; empty before the first turn of a run
 * @param result what the last run completed with, as JSON
 * @param failure what the last run failed with
 */
public record Instance(
        WorkflowId id,
        String type,
        int run,
        Status status,
        long sequence,
        int waiting,
        Optional<String> state,
        Optional<Parking> parking,
        Optional<String> result,
        Optional<String> failure,
        Instant startedAt,
        Optional<Instant> closedAt) {

    /** An instance that has not been started; signals may be held for it. */
    public static Instance expected(WorkflowId id, Instant now) {
        return new Instance(
                id,
                "",
                0,
                Status.EXPECTED,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty());
    }

    /** Whether later events have to queue behind earlier ones. */
    public boolean isHeldUp() {
        return waiting > 0;
    }

    /**
     * The sequence of the head of the inbox. Once an event waits, every later one queues behind it, so what waits is
     * always the end of the journal.
     */
    public long firstWaiting() {
        return sequence - waiting + 1;
    }

    /** What the sender of an accepted signal is to be told while this is the state of its instance. */
    public Receipt asOf(Receipt receipt) {
        boolean parked = receipt.outcome() == Outcome.ACCEPTED && parking.isPresent();
        return parked
                ? Receipt.taken(
                        receipt.signalId(),
                        receipt.workflowId(),
                        receipt.run().orElse(run),
                        receipt.sequence().orElse(sequence),
                        Outcome.PARKED)
                : receipt;
    }

    Instance begin(String newType, Instant now) {
        return new Instance(
                id,
                newType,
                run + 1,
                status.after(Status.Move.START),
                sequence,
                waiting,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty());
    }

    Instance numbered(long newSequence) {
        return new Instance(
                id, type, run, status, newSequence, waiting, state, parking, result, failure, startedAt, closedAt);
    }

    Instance waitingFor(int newWaiting) {
        return new Instance(
                id, type, run, status, sequence, newWaiting, state, parking, result, failure, startedAt, closedAt);
    }

    Instance parked(Optional<Parking> newParking) {
        return new Instance(
                id, type, run, status, sequence, waiting, state, newParking, result, failure, startedAt, closedAt);
    }

    Instance decided(String newState) {
        return new Instance(
                id,
                type,
                run,
                status,
                sequence,
                waiting,
                Optional.of(newState),
                parking,
                result,
                failure,
                startedAt,
                closedAt);
    }

    Instance closed(Closing closing, Instant now) {
        boolean completed = closing instanceof Closing.Completed;
        return new Instance(
                id,
                type,
                run,
                status.after(completed ? Status.Move.COMPLETE : Status.Move.FAIL),
                sequence,
                waiting,
                state,
                parking,
                closing instanceof Closing.Completed c ? c.result() : Optional.empty(),
                closing instanceof Closing.Failed f ? Optional.of(f.message()) : Optional.empty(),
                startedAt,
                Optional.of(now));
    }
}
