package org.signalbox.testkit;

import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.Refused;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Child;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Line;
import org.signalbox.core.machine.Mail;
import org.signalbox.core.machine.Parking;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.RunEnd;
import org.signalbox.core.machine.Situation;
import org.signalbox.core.machine.Verdict;
import org.signalbox.core.schedule.Occurrence;
import org.signalbox.core.schedule.Progression;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Command;

/** What the durable engine does around the machine: find what a request meets, and write down what was decided. */
final class Engine {

    private final Rehearsal machine;
    private final Agenda agenda;
    private final Store store;
    private final Attempts attempts;
    private final Courier courier;

    Engine(Rehearsal machine, Agenda agenda, Store store, Workers workers, FakeChildren fakes) {
        this.machine = machine;
        this.agenda = agenda;
        this.store = store;
        this.attempts = new Attempts(agenda, store, workers, this::decide);
        this.courier = new Courier(agenda, store, this, fakes);
    }

    /** Where attempts are ended from outside. */
    Attempts outside() {
        return attempts;
    }

    /** Decides and carries out. Author code that fails parks the instance. */
    Verdict decide(Request request) {
        return decide(request, verdict -> {});
    }

    /** @param note is told what was decided before it is carried out */
    Verdict decide(Request request, Consumer<Verdict> note) {
        WorkflowId id = request.workflowId();
        Optional<Instance> instance = store.instance(id);
        boolean canStart = machine.mayStart(request, instance);
        List<Event.Signalled> held = canStart ? store.held(id) : List.of();
        Verdict verdict = react(request, instance, held);
        note.accept(verdict);
        if (verdict instanceof Verdict.Taken || verdict instanceof Verdict.Held) {
            request.sent().forEach(sent -> store.remember(id, sent));
        }
        if (verdict instanceof Verdict.Taken taken) {
            if (canStart) {
                store.release(id);
            }
            apply(taken);
        }
        return verdict;
    }

    private Verdict react(Request request, Optional<Instance> instance, List<Event.Signalled> held) {
        Instant now = agenda.instant();
        boolean needed = instance.filter(i -> i.needsLines(request, now)).isPresent();
        List<Line> lines = needed ? store.lines(request.workflowId()) : List.of();
        try {
            return machine.react(request, new Situation(instance, lines, held, now, Optional.empty()));
        } catch (AuthorFailure e) {
            return machine.park(request, new Situation(instance, lines, held, now, Optional.of(e)));
        }
    }

    /** Of the first of them under whose id something else was accepted before. */
    private Optional<Verdict.Refused> reuse(Request request) {
        return request.sent().stream()
                .flatMap(sent -> store.reuse(request.workflowId(), sent).stream())
                .findFirst()
                .map(detail -> new Verdict.Refused(Reason.ID_REUSED, detail));
    }

    Verdict start(Request.Start start) {
        Optional<Verdict.Refused> reuse = reuse(start);
        if (reuse.isPresent()) {
            return reuse.get();
        }
        return start.startId()
                .flatMap(id -> store.receipt(new Store.SignalKey(start.workflowId(), id)))
                .<Verdict>map(first -> new Verdict.Repeated(first.run().orElse(0)))
                .orElseGet(() -> decide(start));
    }

    Receipt signal(Request.Signal signal) {
        WorkflowId id = signal.workflowId();
        Store.SignalKey key = new Store.SignalKey(id, signal.signalId());
        Optional<Receipt> earlier = store.receipt(key);
        Optional<Verdict.Refused> reuse = reuse(signal);
        if (earlier.isPresent() && reuse.isEmpty()) {
            return earlier.get().repeated();
        }
        Verdict verdict = reuse.isPresent() ? reuse.get() : decide(signal);
        if (verdict instanceof Verdict.Held hold) {
            hold(signal, hold);
        } else if (verdict instanceof Verdict.Refused refused) {
            keep(id, new Verdict.Rejection(event(signal), refused.reason(), refused.detail()));
            return Receipt.rejected(signal.signalId(), id, refused.reason(), refused.detail());
        }
        return store.receipt(key).orElseThrow();
    }

    /** @throws Refused if not all of them are accepted */
    List<Receipt> signals(Request.Signals signals) {
        WorkflowId id = signals.workflowId();
        reuse(signals).ifPresent(reuse -> {
            throw new Refused(reuse.reason(), reuse.detail());
        });
        Map<SignalId, Receipt> first = new HashMap<>();
        signals.signals()
                .forEach(s -> store.receipt(new Store.SignalKey(id, s.signalId()))
                        .ifPresent(earlier -> first.put(s.signalId(), earlier.repeated())));
        Request.Signals fresh = signals.without(first.keySet());
        if (!fresh.signals().isEmpty()) {
            Verdict verdict = decide(fresh);
            if (verdict instanceof Verdict.Held hold) {
                fresh.each().forEach(s -> hold(s, hold));
            } else if (verdict instanceof Verdict.RefusedOne refused) {
                throw new Refused(refused.reason(), refused.detail());
            } else if (verdict instanceof Verdict.Refused refused) {
                throw new Refused(refused.reason(), refused.detail());
            }
        }
        return signals.signals().stream()
                .map(s -> Optional.ofNullable(first.get(s.signalId()))
                        .orElseGet(() -> store.receipt(new Store.SignalKey(id, s.signalId()))
                                .orElseThrow()))
                .toList();
    }

    /** @return why not, or empty if it is accepted, now or before */
    Optional<Verdict.Refused> update(Request.Update update) {
        Optional<Verdict.Refused> reuse = reuse(update);
        if (reuse.isPresent()) {
            return reuse;
        }
        boolean known = store.receipt(new Store.SignalKey(update.workflowId(), update.updateId()))
                .isPresent();
        return known || !(decide(update) instanceof Verdict.Refused refused) ? Optional.empty() : Optional.of(refused);
    }

    /** Carries out what a schedule has due first. */
    Occurrence.Outcome carryOut(Occurrence occurrence, Progression progression) {
        Request asked = occurrence.ask(store.instance(occurrence.workflowId()), progression);
        if (!(asked instanceof Request.Signal signal)) {
            return occurrence.outcome(asked, decide(asked), progression);
        }
        Optional<Verdict.Refused> reuse = reuse(signal);
        boolean known = store.receipt(new Store.SignalKey(signal.workflowId(), signal.signalId()))
                .isPresent();
        if (known && reuse.isEmpty()) {
            return new Occurrence.Outcome(progression.carriedOut(), true);
        }
        Verdict verdict = reuse.isPresent() ? reuse.get() : decide(signal);
        if (verdict instanceof Verdict.Refused refused) {
            keep(signal.workflowId(), new Verdict.Rejection(event(signal), refused.reason(), refused.detail()));
        } else if (verdict instanceof Verdict.Held hold) {
            hold(signal, hold);
        }
        return occurrence.outcome(asked, verdict, progression);
    }

    private static Event.Signalled event(Request.Signal signal) {
        return new Event.Signalled(signal.name(), signal.payload(), signal.signalId());
    }

    private void hold(Request.Signal signal, Verdict.Held hold) {
        store.hold(signal.workflowId(), new Store.Held(event(signal), hold.until()));
        agenda.note(hold.until(), () -> endHolding(signal));
    }

    private void endHolding(Request.Signal signal) {
        WorkflowId id = signal.workflowId();
        store.releaseOne(id, signal.signalId())
                .ifPresent(h -> keep(
                        id,
                        new Verdict.Rejection(
                                h.signal(), Reason.EXPIRED, "No instance was started while the signal was held.")));
    }

    private void keep(WorkflowId id, Verdict.Rejection rejection) {
        store.keep(new Undeliverable(
                id, rejection.signal().name(), rejection.signal().signalId(), rejection.reason(), rejection.detail()));
    }

    /** @return the run, or empty if there is nothing to be retried */
    OptionalInt retry(WorkflowId id) {
        Optional<Instance> parked = store.instance(id).filter(i -> i.parking().isPresent() && i.isUnfinished());
        parked.ifPresent(this::resume);
        return parked.isPresent() ? OptionalInt.of(parked.get().run()) : OptionalInt.empty();
    }

    private void resume(Instance instance) {
        decide(new Request.Resume(instance.id(), store.head(instance)));
    }

    private void apply(Verdict.Taken taken) {
        Instance after = taken.after();
        store.put(after);
        taken.entries().forEach(entry -> store.put(after.id(), entry));
        taken.lines().forEach(change -> store.change(after.id(), change));
        if (!after.lines().isEmpty()) {
            machine.repeatLines(taken, () -> store.lines(after.id()), agenda.instant());
        }
        Iterator<RunEnd> ends = RunEnd.of(after, taken.commands()).iterator();
        taken.commands().forEach(command -> carryOut(command, after, ends));
        taken.rejections().forEach(rejection -> keep(after.id(), rejection));
        if (after.isUnfinished()) {
            Optional<Instant> next =
                    after.parking().map(Parking::retryAt).orElseGet(() -> Optional.of(agenda.instant()));
            next.ifPresent(at -> agenda.note(at, () -> resumeIfDue(after.id())));
        }
    }

    /** Noted more than once for the same time, so what was noted may be out of date. */
    private void resumeIfDue(WorkflowId id) {
        store.instance(id)
                .filter(Instance::isUnfinished)
                .filter(i -> i.parking()
                        .map(p -> p.retryAt()
                                .filter(at -> !at.isAfter(agenda.instant()))
                                .isPresent())
                        .orElse(true))
                .ifPresent(this::resume);
    }

    private void carryOut(Command command, Instance instance, Iterator<RunEnd> ends) {
        WorkflowId id = instance.id();
        if (command instanceof Command.ScheduleActivity activity) {
            attempts.schedule(activity);
        } else if (command instanceof Command.CancelActivity cancel) {
            attempts.cancel(cancel.key());
        } else if (command instanceof Command.SendSignal signal) {
            courier.send(Mail.Signal.of(signal, instance.run()));
        } else if (command instanceof Command.StartChild child) {
            courier.start(child, instance.run());
        } else if (command instanceof Command.CancelChild child) {
            courier.send(Child.stop(child));
        } else if (command instanceof Command.SetTimer timer) {
            SetTimer set = new SetTimer(timer.timer(), timer.dueAt(), timer.every());
            store.timersOf(id).put(timer.timer(), set);
            agenda.note(timer.dueAt(), () -> fire(id, set));
        } else if (command instanceof Command.CancelTimer timer) {
            store.timersOf(id).remove(timer.timer());
        } else if (command instanceof Command.Answer answer) {
            store.answer(id, answer);
        } else if (command instanceof Command.Index index) {
            store.index(id, index);
        } else if (command instanceof Command.Edit edit) {
            store.edit(id, edit);
        } else if (command instanceof Command.DropActivities drop) {
            attempts.drop(id, drop.run());
        } else {
            store.timersOf(id).clear();
            courier.tellEnd(ends.next());
        }
    }

    /** Only if it is still set as it was when this was noted. */
    private void fire(WorkflowId id, SetTimer set) {
        if (set.equals(store.timersOf(id).get(set.timer()))) {
            decide(new Request.TimerDue(id, set.timer(), set.dueAt(), set.every()));
        }
    }
}
