package org.signalbox.engine.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Sent;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.journal.JournalStore;
import org.signalbox.engine.journal.RepetitionStore;
import org.signalbox.engine.journal.SignalKey;
import org.signalbox.engine.undeliverable.HeldStore;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/** Brings one signal to its instance, or to where signals are kept that have none. */
final class SignalErrand implements Errand<Receipt> {

    private final Request.Signal signal;
    private final RawSignal raw;
    private final HeldStore held;
    private final UndeliverableStore undeliverable;
    private final RepetitionStore repetitions;
    private final Crowd crowd;

    SignalErrand(
            Request.Signal signal,
            RawSignal raw,
            HeldStore held,
            UndeliverableStore undeliverable,
            RepetitionStore repetitions,
            Crowd crowd) {
        this.signal = signal;
        this.raw = raw;
        this.held = held;
        this.undeliverable = undeliverable;
        this.repetitions = repetitions;
        this.crowd = crowd;
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
        return true;
    }

    @Override
    public Optional<SignalKey> signal() {
        return Optional.of(new SignalKey(signal.workflowId(), signal.signalId()));
    }

    @Override
    public List<Sent> sent() {
        return signal.sent().stream()
                .map(s -> raw.editedFrom().isPresent() ? s.editedFrom(raw.editedFrom()) : s)
                .toList();
    }

    @Override
    public Optional<Receipt> declined(Optional<Instance> instance) {
        return crowd.refusal(instance)
                .map(busy -> Receipt.rejected(signal.signalId(), signal.workflowId(), busy.reason(), busy.detail()));
    }

    @Override
    public Optional<Request> request(Optional<Instance> instance, Instant now) {
        return Optional.of(signal);
    }

    @Override
    public Receipt nothingToDo() {
        throw new IllegalStateException("A signal is always something to do");
    }

    @Override
    public Receipt repeated(Receipt first) {
        repetitions.count(signal.workflowId());
        return first.repeated();
    }

    /** Kept, unlike a repetition: it is a signal that nobody has handled. */
    @Override
    public Receipt reused(Optional<Instance> instance, String detail, Instant now) {
        return done(new Verdict.Refused(Reason.ID_REUSED, detail), now);
    }

    @Override
    public Receipt done(Verdict verdict, Instant now) {
        if (verdict instanceof Verdict.Taken taken) {
            return receipt(taken);
        }
        if (verdict instanceof Verdict.Held hold) {
            held.hold(signal, now, hold.until());
            return Receipt.held(signal.signalId(), signal.workflowId(), "held until " + hold.until());
        }
        Verdict.Refused refused = (Verdict.Refused) verdict;
        undeliverable.keep(raw, refused.reason(), refused.detail(), now);
        return Receipt.rejected(signal.signalId(), signal.workflowId(), refused.reason(), refused.detail());
    }

    private Receipt receipt(Verdict.Taken taken) {
        Optional<Verdict.Rejection> rejection = taken.rejections().stream()
                .filter(r -> r.signal().signalId().equals(signal.signalId()))
                .findFirst();
        if (rejection.isPresent()) {
            return Receipt.rejected(
                    signal.signalId(),
                    signal.workflowId(),
                    rejection.get().reason(),
                    rejection.get().detail());
        }
        Entry entry = taken.entries().stream()
                .filter(e ->
                        e.event() instanceof Event.Signalled s && s.signalId().equals(signal.signalId()))
                .findFirst()
                .orElseThrow();
        return taken.after().asOf(JournalStore.receipt(signal().orElseThrow(), entry));
    }
}
