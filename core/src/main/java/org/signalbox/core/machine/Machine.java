package org.signalbox.core.machine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.signalbox.client.IdConflict;
import org.signalbox.client.IdReuse;
import org.signalbox.client.Reason;
import org.signalbox.client.SignalId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.EndPolicy;
import org.signalbox.core.catalog.Handler;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.StorableText;
import org.signalbox.core.payload.StrictJson;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Command;
import org.signalbox.core.turn.LineTimer;
import org.signalbox.workflow.WhenRunEnds;

/**
 * Decides on requests. Stateless: all it knows is the catalog and what the caller tells it of the instance, which the
 * caller must have read under the instance's lock.
 */
public final class Machine {

    private static final int LONGEST_MEMO = 10_000;

    private final Catalog catalog;
    private final Settings settings;

    public Machine(Catalog catalog, Settings settings) {
        this.catalog = catalog;
        this.settings = settings;
    }

    /**
     * Decides on a request and runs the author's code for it, if its turn has come.
     *
     * @throws AuthorFailure if that code fails; the caller rolls back and asks again with the failure
     */
    public Verdict react(Request request, Situation situation) {
        Verdict verdict = decide(request, situation);
        if (verdict instanceof Verdict.Taken taken && situation.failure().isEmpty()) {
            settings.sizes().check(situation.instance(), taken);
        }
        return verdict;
    }

    private Verdict decide(Request request, Situation situation) {
        Instance instance = situation.instanceOr(request.workflowId());
        try {
            if (request instanceof Request.Start start) {
                return start(start, instance, situation);
            } else if (request instanceof Request.Signal signal) {
                return signal(signal, instance, situation);
            } else if (request instanceof Request.Signals signals) {
                return signals(signals, instance, situation);
            } else if (request instanceof Request.Update update) {
                return update(update, instance, situation);
            } else if (request instanceof Request.TimerDue timer) {
                return timer(timer, instance, situation);
            } else if (request instanceof Request.Done done) {
                return progress(instance, situation).take(done.event()).taken();
            } else if (request instanceof Request.Cancel cancel) {
                return ifRunning(instance, situation, p -> p.cancel(new Event.CancelRequested(cancel.motive())));
            } else if (request instanceof Request.Terminate terminate) {
                return ifRunning(instance, situation, p -> p.terminate(new Event.Terminated(terminate.motive())));
            } else if (request instanceof Request.Pause pause) {
                return ifRunning(instance, situation, p -> p.pause(new Event.Paused(pause.motive())));
            } else if (request instanceof Request.EndPause end) {
                return ifRunning(instance, situation, p -> p.endPause(new Event.Resumed(end.motive())));
            } else if (request instanceof Request.Mend mend) {
                return mend(mend, instance, situation);
            } else {
                return progress(instance, situation)
                        .resume(((Request.Resume) request).head())
                        .taken();
            }
        } catch (Undecodable e) {
            throw new AuthorFailure("Instance '" + instance.id() + "'", e);
        } catch (BadPayload e) {
            return new Verdict.Refused(Reason.BAD_PAYLOAD, e.told());
        }
    }

    /**
     * Executes an open line again, up to where it waits and no further.
     *
     * @return the durable fields where it waits, without what other handlers changed since; they must be those with which
     *     it came there the first time
     * @throws AuthorFailure if it does not come there
     */
    public String arrive(Instance instance, Line line, Instant now) {
        return progress(instance, new Situation(Optional.of(instance), List.of(line), List.of(), now, Optional.empty()))
                .arrive(line);
    }

    private Verdict start(Request.Start start, Instance instance, Situation situation) {
        IdConflict conflict = start.options().idConflict().orElse(IdConflict.FAIL);
        if (instance.status().isRunning() && conflict != IdConflict.TERMINATE_EXISTING) {
            return conflict == IdConflict.FAIL || start.type().equals(instance.type())
                    ? new Verdict.Running(instance.run())
                    : runsAs(instance, start.type());
        }
        return begin(
                new Request.StartWith(start.type(), start.input(), start.options()),
                start.startId(),
                instance,
                situation,
                type -> Optional.empty(),
                Progress::taken);
    }

    /** Begins a run, in place of the one that runs if there is one, unless there is something against it. */
    private Verdict begin(
            Request.StartWith start,
            Optional<SignalId> startId,
            Instance instance,
            Situation situation,
            Function<WorkflowType, Optional<Verdict>> objection,
            Function<Progress, Verdict> then) {
        Optional<WorkflowType> type = catalog.workflow(start.type());
        if (type.isEmpty()) {
            return unknownWorkflow(start.type());
        }
        Optional<Verdict> refusal = objection.apply(type.get()).or(() -> refusal(start, instance));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        check(type.get().beginning(), start.input());
        Progress progress = progress(instance, situation);
        if (instance.status().isRunning()) {
            progress.terminate(new Event.Terminated(Motive.of("replaced by another start")));
        }
        return then.apply(progress.start(
                new Event.Started(start.type(), start.input(), startId),
                start.options(),
                type.get(),
                situation.held()));
    }

    private Optional<Verdict> refusal(Request.StartWith start, Instance instance) {
        Optional<Verdict> tooLarge = tooLarge("start input", start.input());
        if (tooLarge.isPresent()) {
            return tooLarge;
        }
        int memo = start.options().memo().isEmpty()
                ? 0
                : Json.write(start.options().memo()).length();
        if (memo > LONGEST_MEMO) {
            return Optional.of(new Verdict.Refused(
                    Reason.TOO_LARGE, "The memo has " + memo + " characters; " + LONGEST_MEMO + " are allowed."));
        }
        IdReuse reuse = start.options().idReuse();
        boolean mayFollow = !instance.status().isClosed()
                || reuse == IdReuse.ALLOWED
                || (reuse == IdReuse.AFTER_FAILURE && instance.status() != Status.COMPLETED);
        return mayFollow ? Optional.empty() : Optional.of(ended(instance, "; it is not to be started again."));
    }

    private Verdict signal(Request.Signal signal, Instance instance, Situation situation) {
        if (signal.name().chars().anyMatch(Character::isISOControl)) {
            return new Verdict.Refused(Reason.MALFORMED, "The name of the signal contains a control character.");
        }
        Optional<String> problem = StorableText.problem(signal.name());
        if (problem.isPresent()) {
            return new Verdict.Refused(Reason.MALFORMED, "The name of the signal contains " + problem.get() + ".");
        }
        Optional<Verdict> tooLarge = tooLarge("payload", signal.payload());
        if (tooLarge.isPresent()) {
            return tooLarge.get();
        }
        Event.Signalled event = new Event.Signalled(signal.name(), signal.payload(), signal.signalId());
        Optional<Request.StartWith> start = signal.start().or(() -> lateStart(instance));
        Optional<IdConflict> conflict = signal.start().flatMap(s -> s.options().idConflict());
        if (conflict.equals(Optional.of(IdConflict.FAIL))) {
            return new Verdict.Refused(
                    Reason.MALFORMED,
                    "A signal with start can't fail because the instance runs; give idConflict USE_EXISTING or"
                            + " TERMINATE_EXISTING.");
        }
        boolean replaces = conflict.equals(Optional.of(IdConflict.TERMINATE_EXISTING));
        if (instance.status().isRunning() && !replaces) {
            return signalRunning(signal, event, instance, situation);
        }
        if (start.isPresent()) {
            return signalWithStart(signal, start.get(), event, instance, situation);
        }
        if (instance.status().isClosed()) {
            return late(instance, signal.holdFor(), situation, type -> objection(type, signal));
        }
        check(Optional.empty(), signal.payload());
        return signal.holdFor()
                .or(settings::earlyHeldFor)
                .<Verdict>map(time -> new Verdict.Held(situation.now().plus(time)))
                .orElseGet(() -> new Verdict.Refused(
                        Reason.UNKNOWN_INSTANCE,
                        "There is no instance '" + instance.id()
                                + "'; start it, signal with a workflow type, or give a time to hold the signal."));
    }

    /** What a signal starts that comes late and does not say so itself. */
    private Optional<Request.StartWith> lateStart(Instance instance) {
        return lateFor(instance) == WhenRunEnds.Late.START
                ? Optional.of(new Request.StartWith(instance.type(), Optional.empty()))
                : Optional.empty();
    }

    /** What the workflow of the last run wants, if there was one and it has ended. */
    private WhenRunEnds.Late lateFor(Instance instance) {
        return instance.status().isClosed()
                ? catalog.workflow(instance.type())
                        .map(WorkflowType::endPolicy)
                        .orElse(EndPolicy.REJECT)
                        .late()
                : WhenRunEnds.Late.REJECT;
    }

    /** What becomes of signals to an instance that has ended, and that start none. */
    private Verdict late(
            Instance instance,
            Optional<Duration> holdFor,
            Situation situation,
            Function<WorkflowType, Optional<Verdict>> objection) {
        if (lateFor(instance) != WhenRunEnds.Late.HOLD) {
            return ended(instance, "; signal with a workflow type to begin a new run.");
        }
        WorkflowType type = catalog.workflow(instance.type()).orElseThrow();
        Duration time = holdFor.orElse(type.endPolicy().heldFor());
        return objection
                .apply(type)
                .orElseGet(() -> new Verdict.Held(situation.now().plus(time)));
    }

    /** Whether signals to unknown instances are held although their senders gave no time. */
    public boolean holdsEarly() {
        return settings.earlyHeldFor().isPresent();
    }

    /** Whether a request may begin a run of an instance that has none, so that it has to meet what is held for it. */
    public boolean mayStart(Request request, Instance instance) {
        boolean signal = request instanceof Request.Signal || request instanceof Request.Signals;
        return !instance.status().isRunning()
                && (request.mayCreate() || (signal && lateFor(instance) == WhenRunEnds.Late.START));
    }

    private Verdict signals(Request.Signals signals, Instance instance, Situation situation) {
        boolean running = instance.status().isRunning() && !Together.replaces(signals);
        Together together = new Together(catalog, settings.sizes());
        Optional<Request.StartWith> start = signals.start().or(() -> lateStart(instance));
        Optional<String> type = running ? Optional.of(instance.type()) : start.map(Request.StartWith::type);
        Optional<Verdict> objection = together.objection(signals, type);
        if (running) {
            Optional<Request.StartWith> other =
                    signals.start().filter(s -> !s.type().equals(instance.type()));
            return other.isPresent()
                    ? runsAs(instance, other.get().type())
                    : objection.orElseGet(() -> progress(instance, situation)
                            .accept(signals.signals())
                            .taken());
        }
        if (start.isPresent()) {
            return begin(
                    start.get(),
                    Optional.empty(),
                    instance,
                    situation,
                    workflow -> objection,
                    p -> p.accept(signals.signals()).taken());
        }
        if (instance.status().isClosed()) {
            return late(
                    instance,
                    signals.holdFor(),
                    situation,
                    workflow -> together.objection(signals, Optional.of(workflow.name())));
        }
        return objection.orElseGet(() -> signals.holdFor()
                .or(settings::earlyHeldFor)
                .<Verdict>map(time -> new Verdict.Held(situation.now().plus(time)))
                .orElseGet(() -> unknownInstance(instance)));
    }

    private Verdict signalRunning(
            Request.Signal signal, Event.Signalled event, Instance instance, Situation situation) {
        Optional<Request.StartWith> other = signal.start().filter(s -> !s.type().equals(instance.type()));
        if (other.isPresent()) {
            return runsAs(instance, other.get().type());
        }
        Optional<WorkflowType> type = catalog.workflow(instance.type());
        if (type.isPresent()) {
            if (!type.get().takes(signal.name())) {
                return unknownSignal(type.get(), signal.name());
            }
            type.get().check(signal.name(), signal.payload());
        } else {
            check(Optional.empty(), signal.payload());
        }
        return progress(instance, situation).take(event).taken();
    }

    private Verdict signalWithStart(
            Request.Signal signal,
            Request.StartWith start,
            Event.Signalled event,
            Instance instance,
            Situation situation) {
        return begin(
                start,
                Optional.empty(),
                instance,
                situation,
                type -> objection(type, signal),
                p -> p.take(event).taken());
    }

    private static Optional<Verdict> objection(WorkflowType type, Request.Signal signal) {
        if (!type.takes(signal.name())) {
            return Optional.of(unknownSignal(type, signal.name()));
        }
        type.check(signal.name(), signal.payload());
        return Optional.empty();
    }

    /** Unlike a signal it is never kept for later: its sender is told at once. */
    private Verdict update(Request.Update update, Instance instance, Situation situation) {
        boolean running = instance.status().isRunning();
        if (!running && update.start().isEmpty()) {
            return instance.status().isClosed()
                    ? ended(instance, "; update with a workflow type to begin a new run.")
                    : unknownInstance(instance);
        }
        Optional<Verdict> tooLarge = tooLarge("payload", update.payload());
        if (tooLarge.isPresent()) {
            return tooLarge.get();
        }
        String wanted = update.start().map(Request.StartWith::type).orElse(instance.type());
        if (running && !wanted.equals(instance.type())) {
            return runsAs(instance, wanted);
        }
        Optional<WorkflowType> type = catalog.workflow(wanted);
        if (type.isEmpty()) {
            return unknownWorkflow(wanted);
        }
        Optional<Handler> handler = type.get().update(update.name());
        if (handler.isEmpty()) {
            return new Verdict.Refused(
                    Reason.UNKNOWN_SIGNAL,
                    "Workflow '" + wanted + "' has no update '" + update.name() + "'; it takes "
                            + type.get().updateNames() + ".");
        }
        handler.get().check(update.payload());
        Optional<String> input = update.start().flatMap(Request.StartWith::input);
        if (!running) {
            Optional<Verdict> inputTooLarge = tooLarge("start input", input);
            if (inputTooLarge.isPresent()) {
                return inputTooLarge.get();
            }
            check(type.get().beginning(), input);
        }
        Progress progress = running
                ? progress(instance, situation)
                : progress(instance, situation)
                        .start(
                                new Event.Started(wanted, input),
                                update.start().orElseThrow().options(),
                                type.get(),
                                situation.held());
        return Validation.of(type.get(), update)
                .refusal(progress.state())
                .<Verdict>map(why -> new Verdict.Refused(Reason.INVALID, why))
                .orElseGet(() -> progress.take(new Event.Updated(update.name(), update.payload(), update.updateId()))
                        .taken());
    }

    private static Verdict unknownInstance(Instance instance) {
        return new Verdict.Refused(Reason.UNKNOWN_INSTANCE, "There is no instance '" + instance.id() + "'.");
    }

    private static Verdict runsAs(Instance instance, String other) {
        return new Verdict.Refused(
                Reason.UNKNOWN_WORKFLOW,
                "Instance '" + instance.id() + "' runs as '" + instance.type() + "', not as '" + other + "'.");
    }

    private Verdict ifRunning(Instance instance, Situation situation, UnaryOperator<Progress> work) {
        if (instance.status().isRunning()) {
            return work.apply(progress(instance, situation)).taken();
        }
        return instance.status().isClosed() ? ended(instance, ".") : unknownInstance(instance);
    }

    private Verdict mend(Request.Mend mend, Instance instance, Situation situation) {
        Optional<String> objection = isMendable(instance) ? Mending.objection(mend, instance) : Optional.empty();
        if (objection.isPresent()) {
            return new Verdict.Refused(Reason.INVALID, objection.get());
        }
        if (mend.fix() instanceof Fix.Edit edit) {
            Optional<Verdict> tooLarge = tooLarge("payload", edit.payload());
            if (tooLarge.isPresent()) {
                return tooLarge.get();
            }
            check(Optional.empty(), edit.payload());
            catalog.workflow(instance.type())
                    .ifPresent(type -> type.check(mend.entry().event().name(), edit.payload()));
        }
        return instance.leaves()
                ? progress(instance, situation).mend(mend).taken()
                : ifRunning(instance, situation, p -> p.mend(mend));
    }

    private static boolean isMendable(Instance instance) {
        return instance.status().isRunning() || instance.leaves();
    }

    private static Verdict ended(Instance instance, String advice) {
        return new Verdict.Refused(
                Reason.CLOSED,
                "Instance '" + instance.id() + "' has ended (run " + instance.run() + ", " + instance.status() + ")"
                        + advice);
    }

    private Verdict timer(Request.TimerDue timer, Instance instance, Situation situation) {
        Command next = timer.every()
                .<Command>map(every -> new Command.SetTimer(
                        timer.timer(), nextAfter(timer.dueAt(), every, situation.now()), Optional.of(every)))
                .orElseGet(() -> new Command.CancelTimer(timer.timer()));
        List<Command> first = new ArrayList<>(List.of(next));
        Optional<RunTimer> ofRun = RunTimer.of(timer.timer());
        if (ofRun.isPresent()) {
            return progress(instance, situation).time(ofRun.get(), next).taken();
        }
        if (LineTimer.isOne(timer.timer()) && !isAwaited(timer.timer(), instance)) {
            return new Verdict.Taken(instance, List.of(), first, List.of(), List.of());
        }
        Verdict.Taken taken = progress(instance, situation)
                .take(new Event.TimerFired(timer.timer()))
                .taken();
        first.addAll(taken.commands());
        return new Verdict.Taken(taken.after(), taken.entries(), first, taken.rejections(), taken.lines());
    }

    private static boolean isAwaited(String timer, Instance instance) {
        return instance.lines().stream().anyMatch(l -> LineTimer.isOf(timer, l.opened(), l.awaited()));
    }

    /** The first due time of the rhythm that lies after now; those in between are caught up by this one call. */
    private static Instant nextAfter(Instant due, Duration every, Instant now) {
        Instant next = due.plus(every);
        if (next.isAfter(now)) {
            return next;
        }
        long missed = Duration.between(due, now).dividedBy(every);
        return due.plus(every.multipliedBy(missed + 1));
    }

    private Progress progress(Instance instance, Situation situation) {
        return new Progress(catalog, settings, instance, situation);
    }

    /** What is stored must at least be JSON, whether or not there is someone to take it. */
    private static void check(Optional<Handler> handler, Optional<String> payload) {
        handler.ifPresentOrElse(h -> h.check(payload), () -> payload.ifPresent(StrictJson::tree));
    }

    private Optional<Verdict> tooLarge(String what, Optional<String> json) {
        return settings.sizes().refusal(what, json).map(why -> new Verdict.Refused(Reason.TOO_LARGE, why));
    }

    private Verdict unknownWorkflow(String type) {
        return new Verdict.Refused(
                Reason.UNKNOWN_WORKFLOW,
                "There is no workflow '" + type + "'; deployed are " + catalog.workflowNames() + ".");
    }

    private static Verdict unknownSignal(WorkflowType type, String signal) {
        return new Verdict.Refused(
                Reason.UNKNOWN_SIGNAL,
                "Workflow '" + type.name() + "' has no signal '" + signal + "'; it takes " + type.signalNames() + ".");
    }
}
