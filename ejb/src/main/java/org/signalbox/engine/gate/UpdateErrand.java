package org.signalbox.engine.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Sent;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.journal.SignalKey;

/**
 * Brings an update to its instance; the answer is why it is not accepted, if it is not. A refused one leaves nothing behind.
 *
 * <p>Once: an update id is looked up and stored like a signal id, under the instance's lock.
 */
record UpdateErrand(Request.Update update, Crowd crowd) implements Errand<Optional<Verdict.Refused>> {

    @Override
    public WorkflowId workflowId() {
        return update.workflowId();
    }

    @Override
    public Optional<String> startType() {
        return update.startType();
    }

    @Override
    public boolean mayCreate() {
        return update.mayCreate();
    }

    @Override
    public Optional<SignalKey> signal() {
        return Optional.of(new SignalKey(update.workflowId(), update.updateId()));
    }

    @Override
    public Optional<Optional<Verdict.Refused>> declined(Optional<Instance> instance) {
        Optional<Verdict.Refused> busy = crowd.refusal(instance);
        return busy.isPresent() ? Optional.of(busy) : Optional.empty();
    }

    @Override
    public Optional<Request> request(Optional<Instance> instance, Instant now) {
        return Optional.of(update);
    }

    @Override
    public Optional<Verdict.Refused> nothingToDo() {
        throw new IllegalStateException("An update is always something to do");
    }

    @Override
    public Optional<Verdict.Refused> repeated(Receipt first) {
        return Optional.empty();
    }

    @Override
    public List<Sent> sent() {
        return update.sent();
    }

    @Override
    public Optional<Verdict.Refused> reused(Optional<Instance> instance, String detail, Instant now) {
        return Optional.of(new Verdict.Refused(Reason.ID_REUSED, detail));
    }

    @Override
    public Optional<Verdict.Refused> done(Verdict verdict, Instant now) {
        return verdict instanceof Verdict.Refused refused ? Optional.of(refused) : Optional.empty();
    }
}
