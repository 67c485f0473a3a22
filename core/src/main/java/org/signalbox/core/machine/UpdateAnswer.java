package org.signalbox.core.machine;

import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalId;
import org.signalbox.client.UpdateReceipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.payload.Json;
import org.signalbox.core.turn.Command;

/** What the sender of an update is told, from what is stored of it. */
public final class UpdateAnswer {

    private UpdateAnswer() {}

    /**
     * With the result as JSON.
     *
     * @param instance as it is now
     * @param answer empty if there is none (yet)
     */
    public static UpdateReceipt<String> of(
            Instance instance, SignalId updateId, Entry update, Optional<Command.Answer> answer) {
        UpdateReceipt.State state = answer.map(
                        a -> a.failure().isPresent() ? UpdateReceipt.State.FAILED : UpdateReceipt.State.COMPLETED)
                .orElseGet(() -> unanswered(instance, update));
        return new UpdateReceipt<>(
                updateId,
                instance.id(),
                update.run(),
                update.sequence(),
                state,
                answer.flatMap(Command.Answer::result).filter(json -> !json.equals("null")),
                state == UpdateReceipt.State.UNANSWERED
                        ? Optional.of("Run " + update.run() + " of '" + instance.id()
                                + "' ended before the update was answered, or its answer is not kept any longer.")
                        : answer.flatMap(Command.Answer::failure));
    }

    /**
     * An answer and the end of its handler are committed together. So where all is over and there is no answer, the run was
     * ended by something else, and there will be none; or there was one, which has been forgotten since. So will be one that
     * still waits in the inbox of a run that is over.
     */
    private static UpdateReceipt.State unanswered(Instance instance, Entry update) {
        Entry.State state = update.state();
        boolean left = state == Entry.State.WAITING && !instance.owns(update);
        boolean over =
                left || state == Entry.State.HANDLED || state == Entry.State.REJECTED || state == Entry.State.SKIPPED;
        if (over) {
            return UpdateReceipt.State.UNANSWERED;
        }
        return instance.parking().isPresent() ? UpdateReceipt.State.PARKED : UpdateReceipt.State.ACCEPTED;
    }

    /** With the result as an object. */
    public static <R> UpdateReceipt<R> read(UpdateReceipt<String> receipt, Class<R> type) {
        return new UpdateReceipt<>(
                receipt.updateId(),
                receipt.workflowId(),
                receipt.run(),
                receipt.sequence(),
                receipt.state(),
                receipt.result().map(json -> type.cast(Json.read(json, type))),
                receipt.failure());
    }

    /** For an update id under which something else was sent. */
    public static Refused noUpdate(WorkflowId id, SignalId updateId) {
        return new Refused(
                Reason.MALFORMED,
                "A signal to '" + id + "' has had the id '" + updateId + "'; give the update an id of its own.");
    }
}
