package org.signalbox.engine.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Sent;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.journal.SignalKey;
import org.signalbox.engine.undeliverable.Delayed;
import org.signalbox.engine.undeliverable.DelayedStore;

/**
 * Brings a delayed signal that is due to its instance.
 *
 * <p>Proof of once and of order: the row is looked at under the instance's lock, and the transaction that accepts the signal removes it. A second
 * errand for the same row, of another server for example, finds nothing to do, and so does one for a row that is not the next of its address. The id is looked up
 * after that, because {@link #signal} is empty.
 */
final class DelayedErrand implements Errand<Boolean> {

    private final Delayed delayed;
    private final DelayedStore store;
    private final SignalErrand signal;
    private Optional<Earlier> before = Optional.empty();

    DelayedErrand(Delayed delayed, DelayedStore store, SignalErrand signal) {
        this.delayed = delayed;
        this.store = store;
        this.signal = signal;
    }

    Delayed delayed() {
        return delayed;
    }

    @Override
    public WorkflowId workflowId() {
        return signal.workflowId();
    }

    @Override
    public Optional<String> startType() {
        return signal.startType();
    }

    @Override
    public boolean mayCreate() {
        return signal.mayCreate();
    }

    @Override
    public boolean mayBeHeld() {
        return signal.mayBeHeld();
    }

    @Override
    public List<SignalKey> signals() {
        return signal.signals();
    }

    @Override
    public List<Sent> sent() {
        return signal.sent();
    }

    @Override
    public void takenBefore(List<Earlier> earlier) {
        before = earlier.stream().findFirst(); // the transaction may be a repeated one
    }

    /** A signal of its own may. */
    @Override
    public boolean mayNeedLines(Instance instance, Instant now) {
        return signal.mayNeedLines(instance, now);
    }

    @Override
    public Optional<Request> request(Optional<Instance> instance, Instant now) {
        if (!store.isNext(delayed)) {
            return Optional.empty();
        }
        store.remove(delayed);
        if (before.isPresent()) {
            before.get()
                    .reuse()
                    .ifPresentOrElse(
                            detail -> signal.reused(instance, detail, now),
                            () -> signal.repeated(before.get().receipt()));
            return Optional.empty();
        }
        return signal.request(instance, now);
    }

    @Override
    public Boolean nothingToDo() {
        return false;
    }

    @Override
    public Boolean done(Verdict verdict, Instant now) {
        signal.done(verdict, now);
        return true;
    }
}
