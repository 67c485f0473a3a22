package org.signalbox.engine.schedule;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.client.Receipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Motive;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.core.schedule.Definition.Overlap;
import org.signalbox.core.schedule.Progression;
import org.signalbox.engine.gate.Errand;
import org.signalbox.engine.journal.SignalKey;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/**
 * Carries out what is due first; the answer is whether the schedule can go on.
 *
 * <p>Proof of once: the schedule's row is read under its lock, and the transaction that starts or signals the instance takes
 * the due time out of the row; a second errand for the same due time finds another one there, or none.
 */
final class ScheduleErrand implements Errand<Boolean> {

    private final StoredSchedule schedule;
    private final Instant due;
    private final ScheduleStore store;
    private final UndeliverableStore undeliverable;
    private final Request request;
    private Optional<Request> made = Optional.empty();
    private Progression progression;

    ScheduleErrand(StoredSchedule schedule, ScheduleStore store, UndeliverableStore undeliverable) {
        this.schedule = schedule;
        this.due = schedule.progression().pending().get(0);
        this.store = store;
        this.undeliverable = undeliverable;
        this.request = schedule.definition().request(schedule.id(), due);
        this.progression = schedule.progression();
    }

    @Override
    public WorkflowId workflowId() {
        return request.workflowId();
    }

    @Override
    public boolean mayCreate() {
        return request.mayCreate();
    }

    @Override
    public Optional<SignalKey> signal() {
        return request instanceof Request.Signal signal
                ? Optional.of(new SignalKey(signal.workflowId(), signal.signalId()))
                : Optional.empty();
    }

    @Override
    public Optional<Request> request(Optional<Instance> instance, Instant now) {
        made = isStillFirst() ? Optional.of(inTheWay(instance).orElse(request)) : Optional.empty();
        return made;
    }

    private boolean isStillFirst() {
        Optional<StoredSchedule> current = store.lock(schedule.id())
                .filter(s -> s.definition().equals(schedule.definition()))
                .filter(s -> s.progression().pending().stream().findFirst().equals(Optional.of(due)));
        current.ifPresent(s -> progression = s.progression());
        return current.isPresent();
    }

    /** What is asked of an instance that still runs, before another one can start. */
    private Optional<Request> inTheWay(Optional<Instance> instance) {
        boolean runs = instance.filter(i -> i.status().isRunning()).isPresent();
        if (!runs || !(request instanceof Request.Start)) {
            return Optional.empty();
        }
        Motive motive = Motive.of("schedule " + schedule.id());
        return switch (schedule.definition().overlapping()) {
            case TERMINATE_OTHER -> Optional.of(new Request.Terminate(workflowId(), motive));
            case CANCEL_OTHER ->
                progression.asked() ? Optional.empty() : Optional.of(new Request.Cancel(workflowId(), motive));
            case SKIP, BUFFER_ONE, BUFFER_ALL, ALLOW -> Optional.empty();
        };
    }

    @Override
    public Boolean nothingToDo() {
        return true;
    }

    /** Sent before the schedule was made anew, or filled back. */
    @Override
    public Boolean repeated(Receipt first) {
        if (isStillFirst()) {
            return save(progression.carriedOut(), Instant.EPOCH);
        }
        return true;
    }

    @Override
    public Boolean done(Verdict verdict, Instant now) {
        if (verdict instanceof Verdict.Refused refused) {
            if (request instanceof Request.Signal signal) {
                undeliverable.keep(RawSignal.of(signal), refused.reason(), refused.detail(), now);
            }
            return save(progression.failed(due + ": " + refused.detail()), now);
        }
        if (!made.equals(Optional.of(request))) {
            save(progression.blocked(false, true), now);
            return schedule.definition().overlapping() == Overlap.TERMINATE_OTHER;
        }
        if (verdict instanceof Verdict.Running) {
            return switch (schedule.definition().overlapping()) {
                case SKIP, ALLOW -> save(progression.passedOver(), now);
                case BUFFER_ONE -> !save(progression.blocked(true, false), now);
                case BUFFER_ALL -> !save(progression.blocked(false, false), now);
                case CANCEL_OTHER, TERMINATE_OTHER -> !save(progression.blocked(false, true), now);
            };
        }
        return save(progression.carriedOut(), now);
    }

    private boolean save(Progression newProgression, Instant now) {
        store.save(schedule.with(newProgression), now);
        return true;
    }
}
