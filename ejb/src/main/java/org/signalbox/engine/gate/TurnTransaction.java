package org.signalbox.engine.gate;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Accepted;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Line;
import org.signalbox.core.machine.LineChange;
import org.signalbox.core.machine.Machine;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Sent;
import org.signalbox.core.machine.Situation;
import org.signalbox.core.machine.Verdict;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.ProcessEnded;
import org.signalbox.engine.application.RunningCode;
import org.signalbox.engine.application.Watch;
import org.signalbox.engine.effect.Changes;
import org.signalbox.engine.effect.Effects;
import org.signalbox.engine.effect.Outbox;
import org.signalbox.engine.instance.HotRows;
import org.signalbox.engine.instance.InstanceStore;
import org.signalbox.engine.journal.JournalStore;
import org.signalbox.engine.journal.Remembered;
import org.signalbox.engine.journal.SignalKey;
import org.signalbox.engine.line.LineStore;
import org.signalbox.engine.undeliverable.HeldStore;

/**
 * One database transaction in which the turns of one or several errands run. When {@link #run} returns, all of it is
 * durable; when it throws, none of it has happened.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class TurnTransaction {

    @Inject
    private InstanceStore instances;

    @Inject
    private LineStore lines;

    @Inject
    private HeldStore held;

    @Inject
    private Effects effects;

    @Inject
    private Machine machine;

    @Inject
    private StoredPayloads payloads;

    @Inject
    private SlowInstances slow;

    @Inject
    private ConflictingTypes conflicting;

    @Inject
    private RunningCode running;

    @Inject
    private Watch watch;

    @Inject
    private Clock clock;

    @Resource
    private TransactionSynchronizationRegistry synchronization;

    /**
     * What a transaction did.
     *
     * @param answers one per errand, in their order, without those of locked instances
     * @param locked instances that another transaction holds; nothing was done to them
     * @param outbox what is to be sent now
     */
    public record Done(List<Object> answers, Set<WorkflowId> locked, Outbox outbox) {
        public Done {
            locked = Set.copyOf(locked);
        }
    }

    /**
     * How a transaction is to be run.
     *
     * @param failure present if the only errand's turn has failed before: then its event is stored and its instance parked
     * @param waits whether it waits for rows that others have locked, until the database's lock time-out
     * @param rows instances that are known to have a row
     */
    public record Terms(Optional<AuthorFailure> failure, boolean waits, Set<WorkflowId> rows) {

        /** Waits for nobody. */
        static final Terms FIRST = new Terms(Optional.empty(), false, Set.of());

        public Terms {
            rows = Set.copyOf(rows);
        }

        Terms withRows(Set<WorkflowId> more) {
            Set<WorkflowId> all = new HashSet<>(rows);
            all.addAll(more);
            return new Terms(failure, waits, all);
        }
    }

    /**
     * Runs errands in their order.
     *
     * @throws TurnRolledBack if anything fails; with the author's failure as its cause if it was the author's code
     */
    public Done run(List<? extends Errand<?>> errands, Terms terms) throws TurnRolledBack {
        try {
            Instant now = clock.instant();
            Map<SignalKey, Remembered> earlier = new HashMap<>();
            Set<WorkflowId> busy = new HashSet<>();
            Map<WorkflowId, Instance> locked = lock(errands, terms, earlier, busy);
            List<? extends Errand<?>> free = busy.isEmpty()
                    ? errands
                    : errands.stream()
                            .filter(e -> !busy.contains(e.workflowId()))
                            .toList();
            keepToLane(free, locked);
            Work work = new Work(
                    now, terms.failure, locked, linesFor(free, locked, now), earlier, new Changes(), new Outbox());
            List<Object> answers = new ArrayList<>(free.size());
            for (Errand<?> errand : free) {
                answers.add(answer(errand, work));
            }
            write(work);
            if (terms.failure.isEmpty()) {
                keepLines(work);
            }
            return new Done(answers, busy, work.outbox);
        } catch (AuthorFailure | jakarta.persistence.PersistenceException e) {
            throw new TurnRolledBack(e);
        }
    }

    /** As {@link #run}, in the transaction of the caller, who commits it. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public Done join(List<? extends Errand<?>> errands, Optional<AuthorFailure> failure) throws TurnRolledBack {
        return run(errands, new Terms(failure, true, Set.of()));
    }

    /** What the errands of one transaction share; instances and what is remembered are kept up to date as they go. */
    private record Work(
            Instant now,
            Optional<AuthorFailure> failure,
            Map<WorkflowId, Instance> instances,
            Map<WorkflowId, List<Line>> lines,
            Map<SignalKey, Remembered> remembered,
            Changes changes,
            Outbox outbox) {}

    private void write(Work work) {
        effects.write(work.changes, work.now, work.outbox);
    }

    private static void keepLines(Work work) {
        for (Instance instance : work.instances.values()) {
            Optional.ofNullable(work.lines.get(instance.id()))
                    .ifPresent(open -> work.outbox.keep(new Outbox.OpenLines(instance, open)));
        }
    }

    /** @param busy gets the instances whose rows are locked by others */
    private Map<WorkflowId, Instance> lock(
            List<? extends Errand<?>> errands, Terms terms, Map<SignalKey, Remembered> earlier, Set<WorkflowId> busy)
            throws TurnRolledBack {
        SortedSet<WorkflowId> ids = new TreeSet<>();
        errands.forEach(e -> ids.add(e.workflowId()));
        List<SignalKey> signals =
                errands.stream().flatMap(e -> e.signals().stream()).distinct().toList();
        Map<WorkflowId, Instance> locked = lockRows(ids, terms, JournalStore.remembered(signals, earlier));
        SortedSet<WorkflowId> missing = new TreeSet<>();
        errands.stream()
                .filter(e -> !locked.containsKey(e.workflowId())
                        && !terms.rows.contains(e.workflowId())
                        && (e.mayCreate() || (e.mayBeHeld() && machine.holdsEarly())))
                .forEach(e -> missing.add(e.workflowId()));
        if (!missing.isEmpty()) {
            throw new TurnRolledBack(new InstancesMissing(missing));
        }
        ids.removeAll(locked.keySet());
        if (!terms.waits && !ids.isEmpty()) {
            busy.addAll(instances.existing(ids));
        }
        return locked;
    }

    /** Before any code of authors runs, so that a type that conflicts never does so outside of its lane once that is known. */
    private void keepToLane(List<? extends Errand<?>> errands, Map<WorkflowId, Instance> locked) throws TurnRolledBack {
        if (!conflicting.areSome()) {
            return;
        }
        for (Errand<?> errand : errands) {
            typeOf(Optional.ofNullable(locked.get(errand.workflowId())), errand::startType)
                    .ifPresent(type -> conflicting.note(errand.workflowId(), type));
        }
        if (errands.stream().anyMatch(e -> conflicting.isOutOfLane(e.workflowId()))) {
            throw new TurnRolledBack(new OutOfLane());
        }
    }

    /** Of a run that there is, or that begins. */
    private static Optional<String> typeOf(Optional<Instance> instance, Supplier<Optional<String>> startType) {
        return instance.filter(i -> i.status().isRunning())
                .map(Instance::type)
                .or(startType)
                .or(() -> instance.map(Instance::type))
                .filter(type -> !type.isEmpty());
    }

    private Map<WorkflowId, Instance> lockRows(SortedSet<WorkflowId> ids, Terms terms, List<HotRows.Query> next)
            throws TurnRolledBack {
        try {
            return instances.lock(ids, terms.waits, next);
        } catch (jakarta.persistence.PersistenceException e) {
            throw new TurnRolledBack(Conflict.isLockWait(e) ? new InstancesLocked(ids, e) : e);
        }
    }

    /** Open lines are read only if one of the errands may execute them again: they can be long. */
    private Map<WorkflowId, List<Line>> linesFor(
            List<? extends Errand<?>> errands, Map<WorkflowId, Instance> locked, Instant now) {
        Map<WorkflowId, Instance> wanted = new HashMap<>();
        for (Errand<?> errand : errands) {
            Optional<Instance> instance = Optional.ofNullable(locked.get(errand.workflowId()));
            instance.filter(i -> !i.lines().isEmpty() && errand.mayNeedLines(i, now))
                    .ifPresent(i -> wanted.put(i.id(), i));
        }
        return wanted.isEmpty() ? new HashMap<>() : lines.read(wanted.values());
    }

    private <A> A answer(Errand<A> errand, Work work) {
        Map<SignalId, Sent> sent = new HashMap<>();
        errand.sent().forEach(s -> sent.put(s.id(), s));
        Optional<Earlier> earlier = errand.signal().flatMap(s -> earlier(s, sent, work));
        if (earlier.isPresent()) {
            return again(errand, earlier.get(), work);
        }
        if (errand.signal().isEmpty() && work.changes.hasSomeOf(errand.workflowId())) {
            write(work); // what such an errand is about stands in rows, which it reads
        }
        if (errand.signal().isEmpty()) {
            errand.takenBefore(errand.signals().stream()
                    .flatMap(s -> earlier(s, sent, work).stream())
                    .toList());
        }
        Optional<Instance> instance = Optional.ofNullable(work.instances.get(errand.workflowId()));
        Optional<A> declined = errand.declined(instance);
        if (declined.isPresent()) {
            return declined.get();
        }
        Optional<Request> request = errand.request(instance, work.now);
        if (request.isEmpty()) {
            return errand.nothingToDo();
        }
        List<Event.Signalled> early = heldFor(request.get(), instance);
        List<Line> open = instance.map(i -> linesOf(i, request.get(), work)).orElseGet(List::of);
        Verdict verdict = react(request.get(), new Situation(instance, open, early, work.now, work.failure));
        if (verdict instanceof Verdict.Taken taken) {
            long before = instance.map(Instance::sequence).orElse(0L);
            Map<SignalId, Accepted> accepted = accepted(sent, taken, before);
            work.changes.add(taken, before, accepted);
            work.instances.put(errand.workflowId(), taken.after());
            if (work.lines.containsKey(errand.workflowId()) || hadNone(instance)) {
                work.lines.put(errand.workflowId(), LineChange.apply(open, taken.lines()));
            }
            if (!early.isEmpty()) {
                held.release(errand.workflowId());
            }
            remember(taken, accepted, work);
            work.failure.ifPresent(f -> tellParked(taken.after()));
        }
        return errand.done(verdict, work.now);
    }

    /** The only call of the machine, and so of the author's code in a turn. */
    private Verdict react(Request request, Situation situation) {
        long begin = System.nanoTime();
        WorkflowId id = request.workflowId();
        String key = keyOf(request);
        try {
            Verdict verdict = situation.failure().isPresent()
                    ? running.afterFailure(key, () -> machine.react(request, situation))
                    : running.call(key, () -> machine.react(request, situation));
            demandTransaction(id, begin);
            return verdict;
        } catch (ProcessEnded e) {
            throw new AuthorFailure("Instance '" + id + "'", e);
        } catch (AuthorFailure e) {
            if (Conflict.isBehind(e)) {
                conflicting.conflicted(
                        id, typeOf(situation.instance(), request::startType).orElse(""));
            }
            throw e;
        } finally {
            if (!watch.hasStoodStillSince(begin)) {
                slow.note(id, Duration.ofNanos(System.nanoTime() - begin));
            }
        }
    }

    /**
     * The transaction has ended, or can't commit any more, only because of the code that was called in it: it took longer than the
     * transaction may, or something that it called has marked the transaction.
     */
    private void demandTransaction(WorkflowId id, long begin) {
        int status = synchronization.getTransactionStatus();
        if (status == Status.STATUS_ACTIVE || watch.hasStoodStillSince(begin)) {
            return;
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        throw new AuthorFailure(
                "Instance '" + id + "'",
                new IllegalStateException(
                        status == Status.STATUS_MARKED_ROLLBACK && seconds < 1
                                ? "The code has marked the transaction for rollback, or something that it called has."
                                : "The code took " + seconds + " s, and its transaction was rolled back meanwhile."
                                        + " Move what takes long into an activity."));
    }

    /** The same whenever the same is delivered or due again. */
    private static String keyOf(Request request) {
        String what;
        if (request instanceof Request.Signal signal) {
            what = " signal " + signal.name() + " " + signal.signalId();
        } else if (request instanceof Request.TimerDue timer) {
            what = " timer " + timer.timer();
        } else if (request instanceof Request.Update update) {
            what = " update " + update.name() + " " + update.updateId();
        } else if (request instanceof Request.Resume resume) {
            what = " event " + resume.head().sequence();
        } else if (request instanceof Request.Done done) {
            what = " result " + done.key().sequence() + "." + done.key().ordinal();
        } else {
            what = " " + request.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
        return "turn of instance " + request.workflowId() + what;
    }

    /** As they are now; read late if an errand before this one made them necessary. */
    private List<Line> linesOf(Instance instance, Request request, Work work) {
        boolean missing = !instance.lines().isEmpty() && !work.lines.containsKey(instance.id());
        if (missing && instance.needsLines(request, work.now)) {
            write(work);
            work.lines.putAll(lines.read(List.of(instance)));
        }
        return work.lines.getOrDefault(instance.id(), List.of());
    }

    private static boolean hadNone(Optional<Instance> instance) {
        return instance.filter(i -> !i.lines().isEmpty()).isEmpty();
    }

    private static <A> A again(Errand<A> errand, Earlier earlier, Work work) {
        return earlier.reuse().isPresent()
                ? errand.reused(
                        Optional.ofNullable(work.instances.get(errand.workflowId())),
                        earlier.reuse().get(),
                        work.now)
                : errand.repeated(earlier.receipt());
    }

    private Optional<Earlier> earlier(SignalKey signal, Map<SignalId, Sent> sent, Work work) {
        return remembered(signal, work)
                .map(first -> new Earlier(
                        first.receipt(),
                        Optional.ofNullable(sent.get(signal.signalId()))
                                .flatMap(s -> s.reuse(
                                        first.accepted(), signal.workflowId().value(), payloads))));
    }

    /** Held signals are looked up only where they can be: at an id whose instance does not run. */
    private Optional<Remembered> remembered(SignalKey signal, Work work) {
        Remembered accepted = work.remembered.get(signal);
        Instance instance = work.instances.get(signal.workflowId());
        if (accepted != null) {
            Receipt receipt = accepted.receipt();
            return Optional.of(
                    new Remembered(instance == null ? receipt : instance.asOf(receipt), accepted.accepted()));
        }
        return instance == null || instance.status().isRunning() ? Optional.empty() : held.remembered(signal);
    }

    /** What is to be remembered of new entries: those that the errand brings, and those that were held until now. */
    private Map<SignalId, Accepted> accepted(Map<SignalId, Sent> sent, Verdict.Taken taken, long before) {
        Map<SignalId, Accepted> accepted = new HashMap<>();
        for (Entry entry : taken.entries()) {
            if (entry.sequence() > before) {
                entry.event()
                        .sentAs()
                        .flatMap(id -> Optional.ofNullable(sent.get(id)))
                        .or(() -> Sent.of(entry.event()))
                        .ifPresent(s -> accepted.put(
                                s.id(), s.accepted(taken.after().id().value(), payloads)));
            }
        }
        return accepted;
    }

    private List<Event.Signalled> heldFor(Request request, Optional<Instance> instance) {
        boolean canStart = instance.filter(i -> machine.mayStart(request, i)).isPresent();
        return canStart ? held.heldFor(request.workflowId()) : List.of();
    }

    private static void tellParked(Instance instance) {
        instance.parking()
                .ifPresent(p -> GateLog.LOG.parked(
                        instance.id(),
                        instance.firstWaiting(),
                        p.attempts(),
                        p.retryAt().map(Object::toString).orElse("never by itself"),
                        p.error().lines().findFirst().orElse("")));
    }

    /** A repetition later in the same transaction must find it as well. */
    private static void remember(Verdict.Taken taken, Map<SignalId, Accepted> accepted, Work work) {
        for (Entry entry : taken.entries()) {
            boolean forgotten = entry.event() instanceof Event.Signalled && entry.state() == Entry.State.REJECTED;
            entry.event().sentAs().filter(id -> !forgotten).ifPresent(id -> {
                SignalKey key = new SignalKey(taken.after().id(), id);
                Optional.ofNullable(accepted.get(id))
                        .or(() -> Optional.ofNullable(work.remembered.get(key)).map(Remembered::accepted))
                        .ifPresent(a -> work.remembered.put(key, new Remembered(JournalStore.receipt(key, entry), a)));
            });
        }
    }
}
