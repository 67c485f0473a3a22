package org.signalbox.core.machine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.signalbox.client.Reason;
import org.signalbox.client.StartOptions;
import org.signalbox.core.catalog.Backoff;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.Channel;
import org.signalbox.core.catalog.EndPolicy;
import org.signalbox.core.catalog.Handler;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Closing;
import org.signalbox.core.turn.Command;
import org.signalbox.core.turn.Decision;
import org.signalbox.core.turn.Ending;
import org.signalbox.core.turn.Fields;
import org.signalbox.core.turn.LineTimer;
import org.signalbox.core.turn.Past;
import org.signalbox.core.turn.Step;
import org.signalbox.core.turn.Turn;
import org.signalbox.workflow.WhenRunEnds;

/**
 * An instance on its way through one request: numbers events in the order they are taken and runs the turn of each,
 * unless earlier ones wait. Used for one request and thrown away.
 */
final class Progress {

    private final Catalog catalog;
    private final Settings settings;
    private final Instant now;
    private final Optional<AuthorFailure> failure;
    private final Optional<Instance> before;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Command> commands = new ArrayList<>();
    private final List<Verdict.Rejection> rejections = new ArrayList<>();
    private final Lines lines;
    private Instance instance;
    private boolean ended;

    Progress(Catalog catalog, Settings settings, Instance instance, Situation situation) {
        this.catalog = catalog;
        this.settings = settings;
        this.instance = instance;
        this.now = situation.now();
        this.failure = situation.failure();
        this.before = situation.instance();
        this.lines = new Lines(situation.lines());
    }

    /**
     * Begins a run, now or later.
     *
     * @param held for this start; they are in the inbox before code of the run can end it
     */
    Progress start(Event.Started event, StartOptions options, WorkflowType type, List<Event.Signalled> held) {
        instance.life().leftFrom().ifPresent(run -> commands.add(new Command.CancelTimer(RunTimer.LEFT.timer())));
        Optional<Integer> left = instance.life().leftFrom().filter(run -> instance.waiting() > 0);
        instance = instance.begin(event.name(), now);
        Instant from = options.delay().map(now::plus).orElse(now);
        instance = instance.with(Life.of(options, type.limits(), instance.run(), event.payload(), from)
                .leftFrom(left));
        commands.addAll(instance.life().timers());
        Optional<Entry> atOnce = Optional.empty();
        if (options.delay().isPresent()) {
            begin(event, from, commands);
        } else if (left.isPresent()) {
            beginAhead(event, Optional.empty());
        } else if (failure.isPresent() || instance.isHeldUp()) {
            take(event);
        } else {
            atOnce = Optional.of(numbered(event));
        }
        held.forEach(signal -> objection(signal).ifPresentOrElse(rejections::add, () -> queue(signal)));
        atOnce.ifPresent(this::handle);
        return this;
    }

    /** Begins the run at that time, ahead of what is in the inbox then. */
    private void begin(Event.Started event, Instant at, List<Command> decided) {
        beginAhead(event, Optional.of(at));
        decided.add(new Command.SetTimer(RunTimer.BEGIN.timer(), at, Optional.empty()));
    }

    private void beginAhead(Event.Started event, Optional<Instant> at) {
        Entry entry = numbered(event);
        entries.add(entry);
        instance = instance.with(instance.life().beginningWith(Optional.of(new Life.Beginning(entry.sequence(), at))));
    }

    /**
     * Does what a timer of the run itself is for. A paused run is not ended by time; that is made up for when the pause ends.
     *
     * @param done what becomes of the timer
     */
    Progress time(RunTimer timer, Command done) {
        commands.add(done);
        if (timer == RunTimer.BEGIN) {
            instance = instance.with(instance.life()
                    .beginningWith(
                            instance.life().beginning().map(b -> new Life.Beginning(b.event(), Optional.empty()))));
        } else if (timer == RunTimer.LEFT) {
            // no run has come for it: now it goes where it would have gone without one
            instance = instance.leaves() ? instance.with(instance.life().leftFrom(Optional.empty())) : instance;
        } else if (!instance.isPaused()) {
            Entry entry = numbered(new Event.TimerFired(timer.timer()));
            boolean ofRun = timer == RunTimer.RUN;
            List<Command> decided = new ArrayList<>();
            decided.add(new Command.DropActivities(instance.run()));
            close(
                    new Closing.TimedOut(
                            "Run " + instance.run() + (ofRun ? " has" : " and those before it have")
                                    + " lasted longer than allowed.",
                            ofRun),
                    decided);
            settle(entry, decided);
        }
        return this;
    }

    /** Gives a new event the next sequence and its turn, or a place in the inbox. */
    Progress take(Event event) {
        Optional<OpenLine> owner = instance.privileged().filter(l -> l.owns(event));
        if (owner.isPresent()) {
            bring(owner.get(), numbered(event));
            return this;
        }
        if (failure.isPresent() && !instance.isHeldUp()) {
            instance = instance.parked(Optional.of(parking(failure.get())));
        }
        boolean late = ended && instance.status().isClosed() && endPolicy().waiting() == WhenRunEnds.Waiting.HAND_ON;
        if (failure.isPresent() || instance.isHeldUp() || late) {
            queue(event);
        } else {
            handle(numbered(event));
        }
        return this;
    }

    /**
     * Brings an event to the handler that waits for it, past the inbox. It is recorded even if that handler can't go on
     * now; then the handler is due.
     */
    private void bring(OpenLine line, Entry entry) {
        if (failure.isPresent()) {
            note(line, entry.event());
            defer(entry, failure.get());
        } else {
            boolean moved = note(line, entry.event()) || line.isOverdue(now);
            boolean goesOn = moved && line.due().isEmpty();
            if (goesOn && instance.isPaused()) {
                defer(entry);
            } else {
                settle(entry, goesOn ? goOn(line.opened(), entry.event()) : List.of());
            }
        }
    }

    private void defer(Entry entry, AuthorFailure cause) {
        instance = instance.parked(Optional.of(parking(cause)));
        defer(entry);
    }

    /** The line to which the event should have come now has to be brought on by it later. */
    private void defer(Entry entry) {
        OpenLine first = instance.firstLine().orElseThrow();
        instance = instance.with(first.dueSince(entry.sequence()));
        entries.add(first.due().isPresent() ? entry.handled() : entry);
    }

    /**
     * Tells whoever waits that the run is to end. It does not queue: a request to cancel is for what is stuck, too. Without
     * anyone who waits there is nobody to clean up.
     */
    Progress cancel(Event.CancelRequested event) {
        Entry entry = numbered(event);
        if (instance.lines().isEmpty()) {
            List<Command> decided = new ArrayList<>();
            close(new Closing.Cancelled(), decided);
            settle(entry, decided);
            return this;
        }
        instance.lines().forEach(l -> instance = instance.with(l.askedToCancel()));
        OpenLine first = instance.firstLine().orElseThrow();
        if (failure.isPresent()) {
            defer(entry, failure.get());
        } else if (instance.isPaused()) {
            defer(entry);
        } else if (first.due().isPresent()) {
            // it is tried again at once: told to end where it waits, it may not come to what fails
            instance = instance.parked(Optional.empty());
            settle(entry, List.of());
        } else {
            settle(entry, goOn(first.opened(), event));
        }
        return this;
    }

    /** From now on what comes is accepted and waits. */
    Progress pause(Event.Paused event) {
        if (!instance.isPaused()) {
            entries.add(numbered(event).handled());
            instance = instance.paused(new Pause(now, event.motive()));
        }
        return this;
    }

    /**
     * What waits goes on, in its order; what is parked is tried at once. Not even time that is up is noticed before: its
     * timer waits with the others.
     */
    Progress endPause(Event.Resumed event) {
        if (instance.isPaused()) {
            entries.add(numbered(event).handled());
            Optional<Parking> parking =
                    instance.parking().map(p -> new Parking(p.error(), p.since(), p.attempts(), Optional.of(now)));
            instance = instance.pauseEnded().parked(parking);
            commands.addAll(instance.life().timers());
        }
        return this;
    }

    /**
     * Mends the inbox. What is behind a head that is mended goes on, or the head itself, as if it had never failed; parked
     * for another reason the instance stays so.
     */
    Progress mend(Request.Mend mend) {
        Entry entry = mend.entry();
        entries.add(numbered(Mending.event(mend)).handled());
        if (mend.fix() instanceof Fix.Edit edit) {
            commands.add(new Command.Edit(entry.sequence(), edit.payload()));
        } else {
            instance = mend.head() ? instance.takenOut(entry.sequence()) : instance.takenOutBehindHead();
            entries.add(takenOut(mend));
        }
        if (mend.head() && instance.due().isEmpty()) {
            instance = instance.parked(Optional.empty());
        }
        return this;
    }

    private Entry takenOut(Request.Mend mend) {
        Entry entry = mend.entry();
        String detail = mend.fix().name() + " by an operator: " + mend.motive().describe();
        boolean kept = mend.fix() instanceof Fix.Withdraw;
        if (kept && entry.event() instanceof Event.Signalled signal) {
            rejections.add(new Verdict.Rejection(signal, Reason.WITHDRAWN, detail));
        }
        Entry.State state = kept ? Entry.State.REJECTED : Entry.State.SKIPPED;
        return new Entry(entry.sequence(), entry.run(), entry.event(), state, List.of(detail));
    }

    /** Ends the run without asking its code, which may be gone. */
    Progress terminate(Event.Terminated event) {
        List<Command> decided = new ArrayList<>();
        Entry entry = numbered(event);
        decided.add(new Command.DropActivities(instance.run()));
        close(new Closing.Terminated(event.motive().describe()), decided);
        settle(entry, decided);
        return this;
    }

    /**
     * Adds to a line's record what an event of its own tells.
     *
     * @return whether it may bring the line on
     */
    private boolean note(OpenLine line, Event event) {
        if (!(event instanceof Event.Ended end)) {
            return true;
        }
        int ordinal = end.key().ordinal();
        if (!line.awaited().running().contains(ordinal)) {
            return false;
        }
        String outcome = end.payload().orElseThrow();
        lines.grow(line.opened(), List.of(new Step.Ended(ordinal, outcome)));
        instance = instance.with(line.without(ordinal));
        return line.awaited().isEndedBy(ordinal, outcome);
    }

    /** Puts signals into the inbox that the workflow takes, behind whatever is there. */
    Progress accept(List<Event.Signalled> signals) {
        signals.forEach(this::queue);
        return this;
    }

    /** Why the workflow does not take a signal that was not sent to it. */
    private Optional<Verdict.Rejection> objection(Event.Signalled signal) {
        WorkflowType type = type();
        if (!type.takes(signal.name())) {
            return Optional.of(new Verdict.Rejection(
                    signal, Reason.UNKNOWN_SIGNAL, "Workflow '" + type.name() + "' takes " + type.signalNames()));
        }
        try {
            type.checkStored(signal.name(), signal.payload());
            return Optional.empty();
        } catch (Undecodable e) {
            return Optional.empty();
        } catch (BadPayload e) {
            return Optional.of(new Verdict.Rejection(signal, Reason.BAD_PAYLOAD, e.told()));
        }
    }

    private void queue(Event event) {
        entries.add(numbered(event));
        instance = instance.queued();
    }

    private Entry numbered(Event event) {
        instance = instance.numbered(instance.sequence() + 1);
        return new Entry(instance.sequence(), instance.run(), event, Entry.State.WAITING, List.of());
    }

    /** Gives the waiting handler that is due its turn, or the first event of the inbox. */
    Progress resume(Entry head) {
        if (!instance.isUnfinished()) {
            return this;
        }
        if (failure.isPresent()) {
            instance = instance.parked(Optional.of(parking(failure.get())));
            return this;
        }
        instance = instance.parked(Optional.empty());
        if (instance.life().beginning().isPresent()) {
            instance = instance.with(instance.life().beginningWith(Optional.empty()));
            handle(head);
        } else if (instance.due().isPresent()) {
            OpenLine line = instance.firstLine().orElseThrow();
            instance = instance.with(line.notDue());
            settle(head, goOn(line.opened(), head.event()));
        } else {
            instance = instance.takenOut(head.sequence());
            handle(head);
        }
        return this;
    }

    /** The durable fields as they are by now. */
    Optional<String> state() {
        return instance.state();
    }

    Verdict.Taken taken() {
        if (instance.isAtItsEnd()) {
            end(instance.life().ending().orElseThrow().closing(), Optional.empty(), commands);
        }
        if (ended && instance.status().isClosed()) {
            leave();
        }
        if (entries.size() > 1) {
            entries.sort(Comparator.comparingLong(Entry::sequence));
        }
        new Indexing(catalog, before, instance).changes().ifPresent(commands::add);
        return new Verdict.Taken(instance, entries, commands, rejections, lines.changes());
    }

    private void handle(Entry entry) {
        boolean ofThisRun = instance.owns(entry);
        if (!ofThisRun && entry.event() instanceof Event.Signalled signal) {
            String detail = "Run " + entry.run() + " of '" + instance.id() + "' ended before the signal's turn came.";
            reject(entry, new Verdict.Rejection(signal, Reason.CLOSED, detail));
            return;
        }
        if (ofThisRun && instance.inherited(entry) && entry.event() instanceof Event.Signalled signal) {
            Optional<Verdict.Rejection> objection = objection(signal);
            if (objection.isPresent()) {
                reject(entry, objection.get());
                return;
            }
        }
        if (!ofThisRun && entry.event() instanceof Event.Updated) {
            // No undeliverable: whoever asks for the answer is told that there is none.
            String detail = "Run " + entry.run() + " ended before the update's turn came.";
            entries.add(new Entry(entry.sequence(), entry.run(), entry.event(), Entry.State.REJECTED, List.of(detail)));
            return;
        }
        settle(entry, ofThisRun ? turn(entry) : List.of());
    }

    private void reject(Entry entry, Verdict.Rejection rejection) {
        rejections.add(rejection);
        entries.add(new Entry(
                entry.sequence(), entry.run(), entry.event(), Entry.State.REJECTED, List.of(rejection.detail())));
    }

    private void settle(Entry entry, List<Command> byEvent) {
        boolean overdue = !instance.isPaused()
                && instance.firstLine()
                        .filter(l -> l.main() && l.due().isEmpty() && l.isOverdue(now))
                        .isPresent();
        List<Command> decided = overdue ? new ArrayList<>(byEvent) : byEvent;
        if (overdue) {
            decided.addAll(goOnMain(entry.event()));
        }
        commands.addAll(decided);
        entries.add(new Entry(
                entry.sequence(),
                entry.run(),
                entry.event(),
                find(entry.sequence()).isPresent() ? Entry.State.OPEN : Entry.State.HANDLED,
                decided.stream().map(Command::describe).toList()));
    }

    private List<Command> turn(Entry entry) {
        WorkflowType type = type();
        Event event = entry.event();
        Optional<OpenLine> owner = instance.mainLine().filter(l -> l.owns(event));
        if (owner.isPresent()) {
            return note(owner.get(), event) ? goOn(owner.get().opened(), event) : List.of();
        }
        return switch (event.kind()) {
            case START -> begin(type, entry);
            case RESTART -> instance.life().ending().isPresent() ? List.of() : begin(type, entry);
            case SIGNAL -> signal(type, entry);
            case UPDATE -> call(Handlers.of(type, event), entry);
            case TIMER -> LineTimer.isOne(event.name()) ? List.of() : call(Handlers.of(type, event), entry);
            case ACTIVITY, RECEIPT, CHILD, CANCEL, TERMINATE, PAUSE, RESUME, MEND -> List.of();
        };
    }

    private List<Command> begin(WorkflowType type, Entry entry) {
        if (type.main().isPresent()) {
            if (instance.state().isEmpty()) {
                // What is executed again starts from text, so the first time must, too.
                instance = instance.decided(new Fields(type).fresh());
            }
            return call(type.main().get(), entry);
        }
        if (entry.event().kind() == Event.Kind.RESTART) {
            throw Handlers.missing(type, entry.event());
        }
        if (type.start().isPresent()) {
            return call(type.start().get(), entry);
        }
        instance = instance.decided(new Fields(type).fresh());
        return List.of();
    }

    private List<Command> signal(WorkflowType type, Entry entry) {
        Event event = entry.event();
        Optional<Channel> channel = type.channel(event.name());
        return channel.isPresent()
                ? apply(new Fields(type).send(channel.get(), instance.state(), event.payload()), type, entry, false)
                : call(Handlers.of(type, event), entry);
    }

    /** Calls a handler for the first time. */
    private List<Command> call(Handler handler, Entry entry) {
        WorkflowType type = type();
        Turn turn = new Turn(catalog, type, instance.facts(), handler, entry.sequence(), now);
        Decision decision = turn.run(instance.state(), entry.event().payload());
        return apply(decision, type, entry, type.main().equals(Optional.of(handler)));
    }

    private List<Command> apply(Decision decision, WorkflowType type, Entry entry, boolean main) {
        if (decision.ending() instanceof Ending.Waits) {
            String snapshot = instance.state().orElseGet(() -> new Fields(type).fresh());
            lines.open(new Line(entry.sequence(), entry.event(), now, snapshot, List.of()));
        }
        Optional<String> before = instance.state();
        List<Command> decided = new ArrayList<>(decision.commands());
        end(decision, entry.sequence(), main, entry.event(), decided);
        boolean returned = !main && decision.ending() instanceof Ending.Returned;
        if (returned && isMoved(!before.equals(instance.state()), decision.filled())) {
            decided.addAll(goOnMain(entry.event()));
        }
        return decided;
    }

    private boolean isMoved(boolean fieldsChanged, Set<String> filled) {
        return instance.mainLine()
                .filter(l -> l.isMovedBy(fieldsChanged, filled) || l.isAskedToCancel())
                .isPresent();
    }

    private List<Command> goOnMain(Event cause) {
        return goOn(instance.mainLine().orElseThrow().opened(), cause);
    }

    /** Executes an open line again, and on from where it waits if it can go on. */
    private List<Command> goOn(long opened, Event cause) {
        OpenLine known = find(opened).orElseThrow();
        Line line = lines.line(opened);
        Decision decision = turnOf(line, timeOf(cause, known))
                .goOn(past(line), instance.state().orElseThrow(), line.event().payload(), known.cancelling());
        List<Command> decided = new ArrayList<>(decision.commands());
        end(decision, opened, known.main(), line.event(), decided);
        boolean over = !known.main() && !(decision.ending() instanceof Ending.Waits);
        if (over && isMoved(true, decision.filled())) {
            decided.addAll(goOnMain(cause));
        }
        return decided;
    }

    /** Executes an open line again, up to where it waits and no further. */
    String arrive(Line line) {
        return turnOf(line, now).arrive(past(line), line.event().payload());
    }

    private Turn turnOf(Line line, Instant time) {
        WorkflowType type = type();
        Handler handler = Handlers.of(type, line.event());
        return new Turn(catalog, type, instance.facts(), handler, line.opened(), time);
    }

    private Past past(Line line) {
        return new Past(
                line.openedAt(),
                line.snapshot(),
                line.steps(),
                find(line.opened()).orElseThrow().awaited());
    }

    /** Whoever fires a timer says it is due; a clock that lags behind must not make the line miss it. */
    private Instant timeOf(Event cause, OpenLine line) {
        return line.awaited()
                .until()
                .filter(until -> line.owns(cause) && cause.kind() == Event.Kind.TIMER && until.isAfter(now))
                .orElse(now);
    }

    private void end(Decision decision, long line, boolean main, Event opening, List<Command> decided) {
        if (decision.ending() instanceof Ending.Refuses refuses) {
            Optional<OpenLine> refused = find(line);
            refused.ifPresent(this::close);
            decided.add(new Command.Answer(line, Optional.empty(), Optional.of(refuses.failure())));
            refuses.left().forEach(key -> decided.add(new Command.CancelActivity(key)));
            closing(Optional.empty(), refused).ifPresent(c -> close(c, decided));
            return;
        }
        instance = instance.decided(decision.state());
        if (decision.ending() instanceof Ending.Waits waits) {
            lines.grow(line, waits.steps());
            int steps = waits.steps().size();
            instance = instance.with(find(line)
                    .map(l -> l.waitsFor(waits.awaited(), waits.passedOn(), steps))
                    .orElseGet(() -> OpenLine.opened(line, main, waits.awaited(), steps)));
            return;
        }
        Optional<OpenLine> ended = find(line);
        ended.ifPresent(this::close);
        if (decision.ending() instanceof Ending.Returned returned) {
            returned.answer()
                    .ifPresent(json -> decided.add(new Command.Answer(line, Optional.of(json), Optional.empty())));
            Optional<Closing> closing = closing(returned.closing(), ended.filter(l -> !main));
            if (closing.isPresent() || returned.closing().isPresent()) {
                returned.left().forEach(key -> decided.add(new Command.CancelActivity(key)));
            }
            closing.ifPresent(c -> close(c, decided));
        } else if (decision.ending() instanceof Ending.Restarts) {
            queue(new Event.Restarted(opening.name(), opening.payload()));
        }
    }

    /**
     * How the run ends, if it does. A handler that was asked to cancel leaves it to the main line what comes of the run; if
     * there is none, its end is what was waited for.
     */
    private Optional<Closing> closing(Optional<Closing> closing, Optional<OpenLine> handler) {
        boolean asked = handler.flatMap(OpenLine::cancel).isPresent();
        boolean agreed = closing.isEmpty() || closing.get() instanceof Closing.Cancelled;
        if (!asked || !agreed) {
            return closing;
        }
        return instance.mainLine().isPresent() ? Optional.empty() : Optional.of(new Closing.Cancelled());
    }

    /** Ends the run, or decides that it ends when its inbox is empty. */
    private void close(Closing closing, List<Command> decided) {
        boolean begun = instance.life().beginning().isEmpty();
        for (OpenLine line : instance.lines()) {
            if (!(closing instanceof Closing.Terminated)) {
                cancelRunning(line, decided);
            }
            close(line);
        }
        // what was to begin the run is over as if it had opened a line
        instance.life().beginning().ifPresent(b -> lines.close(b.event(), OptionalLong.empty()));
        Life life = instance.life();
        Backoff backoff =
                catalog.workflow(instance.type()).map(t -> t.limits().backoff()).orElse(settings.retries());
        Optional<Instant> next = life.nextRun(closing, instance.run(), backoff, now);
        boolean waits = instance.waiting() > 0
                && endPolicy().waiting() == WhenRunEnds.Waiting.HANDLE
                && DecidedEnd.canWait(closing);
        if (waits && begun && next.isEmpty()) {
            instance = instance.with(life.endingBy(closing));
        } else {
            end(closing, next, decided);
        }
    }

    private EndPolicy endPolicy() {
        return catalog.workflow(instance.type()).map(WorkflowType::endPolicy).orElse(EndPolicy.REJECT);
    }

    /** Ends the run now. What waits is rejected one by one, unless it is left to another run. */
    private void end(Closing closing, Optional<Instant> next, List<Command> decided) {
        Life life = instance.life();
        ended = true;
        instance = instance.closed(closing, now);
        decided.add(new Command.CancelAllTimers());
        if (next.isPresent()) {
            again(life, next.get(), decided);
        } else if (endPolicy().waiting() == WhenRunEnds.Waiting.HAND_ON) {
            instance = instance.with(instance.life().leftFrom(Optional.of(life.firstOwned(instance.run()))));
        }
    }

    /** Sees to it that what is left for the next run does not wait for ever. */
    private void leave() {
        if (instance.leaves() && instance.waiting() > 0) {
            Instant until = now.plus(endPolicy().heldFor());
            commands.add(new Command.SetTimer(RunTimer.LEFT.timer(), until, Optional.empty()));
        } else {
            instance = instance.with(instance.life().leftFrom(Optional.empty()));
        }
    }

    /** Another run, with the input of the first and what waits in the inbox. */
    private void again(Life before, Instant at, List<Command> decided) {
        String failure = instance.failure().orElse("");
        instance = instance.begin(instance.type(), now).with(before.again(at, failure));
        decided.addAll(instance.life().timers());
        begin(new Event.Started(instance.type(), before.chain().flatMap(Life.Chain::input)), at, decided);
    }

    /** Nobody can wait for them any more. */
    private void cancelRunning(OpenLine line, List<Command> decided) {
        line.awaited()
                .running()
                .forEach(
                        n -> decided.add(new Command.CancelActivity(new ActivityKey(instance.id(), line.opened(), n))));
    }

    private Optional<OpenLine> find(long line) {
        for (OpenLine open : instance.lines()) {
            if (open.opened() == line) {
                return Optional.of(open);
            }
        }
        return Optional.empty();
    }

    private void close(OpenLine line) {
        lines.close(line.opened(), line.due());
        instance = instance.without(line.opened());
        entries.replaceAll(e -> e.sequence() == line.opened() ? e.handled() : e);
    }

    private WorkflowType type() {
        return Handlers.type(catalog, instance.type());
    }

    private Parking parking(AuthorFailure cause) {
        return Parking.after(cause, instance.parking(), settings, now);
    }
}
