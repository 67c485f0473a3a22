package org.signalbox.engine.schedule;

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
import org.signalbox.core.schedule.Occurrence;
import org.signalbox.core.schedule.Progression;
import org.signalbox.core.schedule.StoredSchedule;
import org.signalbox.engine.gate.Errand;
import org.signalbox.engine.journal.SignalKey;
import org.signalbox.engine.undeliverable.HeldStore;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/**
 * Carries out one due time, if it is the first pending one; the answer is whether the schedule can go on.
 *
 * <p>Proof of once: the schedule's row is read under its lock, and the transaction that starts or signals the instance takes
 * the due time out of the row; a second errand for the same due time finds another one there, or none.
 */
final class ScheduleErrand implements Errand<Boolean> {

    private final StoredSchedule schedule;
    private final ScheduleStore store;
    private final UndeliverableStore undeliverable;
    private final HeldStore held;
    private final Occurrence occurrence;
    private Optional<Request> made = Optional.empty();
    private Progression progression;

    ScheduleErrand(
            StoredSchedule schedule,
            Instant due,
            ScheduleStore store,
            UndeliverableStore undeliverable,
            HeldStore held) {
        this.schedule = schedule;
        this.store = store;
        this.undeliverable = undeliverable;
        this.held = held;
        this.occurrence = new Occurrence(schedule, due);
        this.progression = schedule.progression();
    }

    @Override
    public WorkflowId workflowId() {
        return occurrence.workflowId();
    }

    @Override
    public boolean mayCreate() {
        return occurrence.request().mayCreate();
    }

    @Override
    public Optional<SignalKey> signal() {
        return occurrence.request() instanceof Request.Signal signal
                ? Optional.of(new SignalKey(signal.workflowId(), signal.signalId()))
                : Optional.empty();
    }

    @Override
    public Optional<Request> request(Optional<Instance> instance, Instant now) {
        made = isStillFirst() ? Optional.of(occurrence.ask(instance, progression)) : Optional.empty();
        return made;
    }

    private boolean isStillFirst() {
        Optional<StoredSchedule> current = store.lock(schedule.id()).filter(occurrence::isFirstOf);
        current.ifPresent(s -> progression = s.progression());
        return current.isPresent();
    }

    @Override
    public Boolean nothingToDo() {
        return true;
    }

    /** Sent before the schedule was made anew, or filled back. */
    @Override
    public Boolean repeated(Receipt first) {
        if (isStillFirst()) {
            save(progression.carriedOut(), Instant.EPOCH);
        }
        return true;
    }

    @Override
    public List<Sent> sent() {
        return occurrence.request().sent();
    }

    /** The schedule was made anew with another payload, or somebody else used the id. */
    @Override
    public Boolean reused(Optional<Instance> instance, String detail, Instant now) {
        return request(instance, now).isEmpty() || done(new Verdict.Refused(Reason.ID_REUSED, detail), now);
    }

    @Override
    public Boolean done(Verdict verdict, Instant now) {
        if (verdict instanceof Verdict.Refused refused && occurrence.request() instanceof Request.Signal signal) {
            undeliverable.keep(RawSignal.of(signal), refused.reason(), refused.detail(), now);
        } else if (verdict instanceof Verdict.Held hold && occurrence.request() instanceof Request.Signal signal) {
            held.hold(signal, now, hold.until());
        }
        Occurrence.Outcome outcome = occurrence.outcome(made.orElseThrow(), verdict, progression);
        save(outcome.progression(), now);
        return outcome.goesOn();
    }

    private void save(Progression newProgression, Instant now) {
        store.save(schedule.with(newProgression), now);
    }
}
