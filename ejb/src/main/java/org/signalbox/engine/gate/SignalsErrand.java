package org.signalbox.engine.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalId;
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

/**
 * Brings several signals to one instance: all are accepted, in their order, or there is no trace of any.
 *
 * <p>Those that were taken before are duplicates, and only the others are brought; a repetition of all of them therefore gets
 * the first receipts. All signal ids are looked up and stored under the instance's lock, as that of a single signal is.
 */
final class SignalsErrand implements Errand<SignalsErrand.Answer> {

    private final Request.Signals signals;
    private final HeldStore held;
    private final RepetitionStore repetitions;
    private final Crowd crowd;
    private final Map<SignalId, Earlier> first = new HashMap<>();

    /** A receipt for each, or why there is none. */
    record Answer(List<Receipt> receipts, Optional<Verdict> refusal) {}

    SignalsErrand(Request.Signals signals, HeldStore held, RepetitionStore repetitions, Crowd crowd) {
        this.signals = signals;
        this.held = held;
        this.repetitions = repetitions;
        this.crowd = crowd;
    }

    @Override
    public WorkflowId workflowId() {
        return signals.workflowId();
    }

    @Override
    public Optional<String> startType() {
        return signals.startType();
    }

    @Override
    public boolean mayCreate() {
        return signals.mayCreate();
    }

    @Override
    public boolean mayBeHeld() {
        return true;
    }

    @Override
    public List<SignalKey> signals() {
        return signals.signals().stream()
                .map(s -> new SignalKey(workflowId(), s.signalId()))
                .toList();
    }

    @Override
    public List<Sent> sent() {
        return signals.sent();
    }

    @Override
    public void takenBefore(List<Earlier> earlier) {
        first.clear(); // the transaction may be a repeated one
        earlier.forEach(e -> first.put(e.receipt().signalId(), e));
    }

    @Override
    public boolean mayNeedLines(Instance instance, Instant now) {
        return false;
    }

    @Override
    public Optional<Answer> declined(Optional<Instance> instance) {
        return reuse().or(() -> fresh().flatMap(f -> crowd.refusal(instance)))
                .map(refused -> new Answer(List.of(), Optional.of(refused)));
    }

    /** The first of them whose id was used before for something else. */
    private Optional<Verdict> reuse() {
        List<Event.Signalled> all = signals.signals();
        for (int n = 1; n <= all.size(); n++) {
            Event.Signalled signal = all.get(n - 1);
            Optional<String> reuse =
                    Optional.ofNullable(first.get(signal.signalId())).flatMap(Earlier::reuse);
            if (reuse.isPresent()) {
                String which = "Signal " + n + " of " + all.size() + " ('" + signal.name() + "'): ";
                return Optional.of(new Verdict.RefusedOne(n, Reason.ID_REUSED, which + reuse.get()));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<Request> request(Optional<Instance> instance, Instant now) {
        return fresh();
    }

    private Optional<Request> fresh() {
        Request.Signals fresh = signals.without(first.keySet());
        return fresh.signals().isEmpty() ? Optional.empty() : Optional.of(fresh);
    }

    @Override
    public Answer nothingToDo() {
        return new Answer(receipts(Map.of()), Optional.empty());
    }

    @Override
    public Answer done(Verdict verdict, Instant now) {
        if (verdict instanceof Verdict.Taken taken) {
            return new Answer(receipts(taken(taken)), Optional.empty());
        }
        if (verdict instanceof Verdict.Held hold) {
            return new Answer(receipts(held(hold, now)), Optional.empty());
        }
        return new Answer(List.of(), Optional.of(verdict));
    }

    private Map<SignalId, Receipt> taken(Verdict.Taken taken) {
        Map<SignalId, Receipt> receipts = new HashMap<>();
        for (Entry entry : taken.entries()) {
            if (entry.event() instanceof Event.Signalled signal) {
                Receipt receipt = JournalStore.receipt(new SignalKey(workflowId(), signal.signalId()), entry);
                receipts.put(signal.signalId(), taken.after().asOf(receipt));
            }
        }
        return receipts;
    }

    private Map<SignalId, Receipt> held(Verdict.Held hold, Instant now) {
        Map<SignalId, Receipt> receipts = new HashMap<>();
        for (Request.Signal signal : signals.without(first.keySet()).each()) {
            held.hold(signal, now, hold.until());
            receipts.put(
                    signal.signalId(), Receipt.held(signal.signalId(), workflowId(), "held until " + hold.until()));
        }
        return receipts;
    }

    /** In the order of the signals. */
    private List<Receipt> receipts(Map<SignalId, Receipt> fresh) {
        List<Receipt> receipts = new ArrayList<>();
        for (Event.Signalled signal : signals.signals()) {
            Optional<Receipt> earlier =
                    Optional.ofNullable(first.get(signal.signalId())).map(Earlier::receipt);
            earlier.ifPresent(e -> repetitions.count(workflowId()));
            receipts.add(earlier.map(Receipt::repeated)
                    .or(() -> Optional.ofNullable(fresh.get(signal.signalId())))
                    .orElseThrow());
        }
        return receipts;
    }
}
