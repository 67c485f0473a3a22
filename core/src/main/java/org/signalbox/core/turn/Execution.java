package org.signalbox.core.turn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.payload.FieldValues;
import org.signalbox.core.payload.Json;
import org.signalbox.workflow.Cancelled;
import org.signalbox.workflow.ChildRequest;

/**
 * One execution of a handler on one object, from its beginning to its end or to where it waits. What goes wrong here, and
 * is not the same again the next time, ends the execution for good: the author's code can't catch it and go on.
 */
final class Execution {

    /** In place of the way a wait ended. */
    private static final int CANCELLED = -1;

    private final Turn turn;
    private final Object workflow;
    private final Optional<Past> past;
    private final Optional<String> stored;
    private final Track track;
    private final Thread thread = Thread.currentThread();
    private final List<Command> commands = new ArrayList<>();
    private boolean open = true;
    private Instant now;
    private int activities;
    private final List<Integer> startedToWaitFor = new ArrayList<>();
    private final Set<Integer> startedNow = new HashSet<>();
    private final Set<Integer> calls = new HashSet<>();
    private int waits;
    private Cancelling cancel = Cancelling.NO;
    private final Children children = new Children();
    private boolean cancelled;
    private boolean reading;
    private Optional<Ending> left = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();
    private String state = "";

    /** The first one of a handler. */
    Execution(Turn turn, Object workflow) {
        this.turn = turn;
        this.workflow = workflow;
        this.past = Optional.empty();
        this.stored = Optional.empty();
        this.track = Track.fresh(turn.type().name());
        this.now = turn.now();
    }

    /**
     * A further one of an open line.
     *
     * @param workflow with the fields of the snapshot
     * @param stored the fields of the instance as they are now
     * @param cancel how far a request to cancel the run has come
     */
    Execution(Turn turn, Object workflow, Past past, String stored, Cancelling cancel) {
        this(turn, workflow, past, Optional.of(stored));
        this.cancel = cancel;
    }

    /** One that ends where the line waits, whatever has come meanwhile. */
    Execution(Turn turn, Object workflow, Past past) {
        this(turn, workflow, past, Optional.empty());
    }

    private Execution(Turn turn, Object workflow, Past past, Optional<String> stored) {
        this.turn = turn;
        this.workflow = workflow;
        this.past = Optional.of(past);
        this.stored = stored;
        this.track = Track.of(turn.type().name(), past);
        this.now = past.openedAt();
    }

    Turn turn() {
        return turn;
    }

    Object workflow() {
        return workflow;
    }

    Instant now() {
        return now;
    }

    boolean isLive() {
        return track.isLive();
    }

    List<Command> commands() {
        return commands;
    }

    /** How it was left before its end; empty if it was not. */
    Optional<Ending> left() {
        return left;
    }

    /** Why it can't go on. */
    Optional<Throwable> failure() {
        return failure;
    }

    /** The fields when it was left. */
    String state() {
        return state;
    }

    /** Forbids all further use. */
    void close() {
        open = false;
    }

    /**
     * Checks that the context may be used for more than reading.
     *
     * @throws Unwinding if the execution has been left, and again each time
     */
    void mustBeWriting() {
        if (!open || Thread.currentThread() != thread) {
            throw new IllegalStateException(
                    "A WorkflowContext can be used only by its handler, on the handler's thread and until it returns.");
        }
        if (left.isPresent() || failure.isPresent()) {
            throw new Unwinding();
        }
        if (reading) {
            throw new IllegalStateException("A condition, and what is called by run, can't use the WorkflowContext.");
        }
    }

    /** @throws Divergence if the code ends before the place where it waited */
    void end() {
        track.end();
    }

    private WorkflowType type() {
        return turn.type();
    }

    /** Does what the code asked for, if it asks for the first time. */
    void ask(Step.Asked step, Supplier<Command> command) {
        if (track.isLive()) {
            Command made = orStop(command);
            commands.add(made);
            track.add(step);
        } else {
            orStop(() -> track.again(step));
        }
    }

    /** Schedules an activity that the line does not wait for. */
    void background(ActivityMethod method, Object @Nullable [] arguments) {
        int ordinal = ++activities;
        ask(new Step.Asked("background " + method.fullName()), () -> schedule(ordinal, method, arguments));
    }

    /** Schedules an activity whose result the line can wait for. */
    <R> PendingPromise<R> start(ActivityMethod method, Object @Nullable [] arguments) {
        return start(new Awaitable.Call(method), ordinal -> schedule(ordinal, method, arguments));
    }

    /** Sends a signal. */
    void send(SignalRequest request) {
        ActivityKey key = key(++activities);
        ask(new Step.Asked("send " + request.signal()), () -> Sending.command(key, request, false));
    }

    /** Sends a signal whose receipt the line can wait for. */
    PendingPromise<Receipt> signal(SignalRequest request) {
        return start(new Awaitable.Answer(request), ordinal -> Sending.command(key(ordinal), request, true));
    }

    /** Starts a child whose end the line can wait for. */
    <R> PendingPromise<R> child(ChildRequest<R> request) {
        WorkflowId id = request.workflowId()
                .orElseGet(() -> new WorkflowId(key(activities + 1).asIdentifier()));
        return start(new Awaitable.Child(request, id), ordinal -> Sending.command(key(ordinal), id, request));
    }

    private <R> PendingPromise<R> start(Awaitable what, IntFunction<Command> command) {
        int ordinal = ++activities;
        startedToWaitFor.add(ordinal);
        children.add(ordinal, what);
        if (what instanceof Awaitable.Call) {
            calls.add(ordinal);
        }
        if (track.isLive()) {
            commands.add(orStop(() -> command.apply(ordinal)));
            startedNow.add(ordinal);
            track.add(what.step());
        } else {
            orStop(() -> track.again(what.step()));
        }
        return new PendingPromise<>(this, what, ordinal);
    }

    private ActivityKey key(int ordinal) {
        return turn.keyOf(ordinal);
    }

    /** Asks something that was started here to end; nothing to do if it has. */
    void cancel(Awaitable what, int ordinal) {
        if (!hasEnded(ordinal) && !(what instanceof Awaitable.Answer)) {
            ask(
                    new Step.Asked("cancel " + what.name()),
                    () -> what instanceof Awaitable.Child child
                            ? new Command.CancelChild(key(ordinal), child.workflowId())
                            : new Command.CancelActivity(key(ordinal)));
        }
    }

    /**
     * Activities that were started to be waited for and have not ended.
     *
     * @param all if not, only what former turns started
     */
    List<ActivityKey> left(boolean all) {
        return startedToWaitFor.stream()
                .filter(n -> calls.contains(n) && !hasEnded(n) && (all || !startedNow.contains(n)))
                .map(this::key)
                .toList();
    }

    private Command schedule(int ordinal, ActivityMethod method, Object @Nullable [] arguments) {
        return new Command.ScheduleActivity(
                key(ordinal), method.type(), method.name(), ActivityMethod.encode(arguments));
    }

    boolean hasEnded(int ordinal) {
        return track.outcome(ordinal).isPresent();
    }

    /** The result of what has ended. */
    @Nullable
    Object result(Awaitable what, int ordinal) {
        ActivityOutcome outcome = ActivityOutcome.read(track.outcome(ordinal).orElseThrow());
        if (outcome instanceof ActivityOutcome.Failed failed) {
            throw what.failure(failed);
        }
        return what.result((ActivityOutcome.Completed) outcome);
    }

    /** The recorded result of something done once. */
    String once(String name, Callable<?> doing) {
        if (track.isLive()) {
            String result = readingOnly(() -> {
                Object value = doing.call();
                return value == null ? "null" : Json.write(value);
            });
            track.add(new Step.Ran(name, result));
            return result;
        }
        return ((Step.Ran) orStop(() -> track.again(new Step.Ran(name, "")))).result();
    }

    int version(String change, int oldest, int newest) {
        if (track.isLive()) {
            track.add(new Step.Version(change, newest));
            return newest;
        }
        int recorded = track.version(change).orElse(oldest);
        if (recorded < oldest || recorded > newest) {
            throw stop(new Divergence(
                    type().name(),
                    "recorded is version " + recorded + " of '" + change + "'",
                    "versions " + oldest + " to " + newest + " only"));
        }
        return recorded;
    }

    /**
     * Waits.
     *
     * @return which way the wait ended
     */
    int pass(String what, List<Way> ways) {
        waits++;
        if (track.isLive()) {
            OptionalInt way = open(ways);
            return way.isPresent() ? passed(what, way.getAsInt(), Optional.empty()) : stay(what, ways);
        }
        Optional<Step.Passed> again = orStop(() -> track.arrive(new Step.Passed(what, 0, now, Optional.empty())));
        if (again.isEmpty()) {
            return goOn(what, ways);
        }
        again.get().changed().ifPresent(fields -> type().update(fields, workflow));
        now = again.get().at();
        return again.get().way() == CANCELLED ? cancel() : again.get().way();
    }

    /** What the wait was for is cancelled with it; the rest may be needed to clean up. */
    private int cancel(List<Way> ways) {
        running(ways).stream().filter(calls::contains).forEach(n -> commands.add(new Command.CancelActivity(key(n))));
        return cancel();
    }

    private int cancel() {
        cancelled = true;
        throw new Cancelled();
    }

    private int passed(String what, int way, Optional<FieldValues> changed) {
        now = turn.now();
        track.add(new Step.Passed(what, way, now, changed));
        return way;
    }

    /** Here the line has waited; meanwhile others may have changed the fields. */
    private int goOn(String what, List<Way> ways) {
        String fields = orStop(() -> type().stateOf(workflow));
        if (stored.isEmpty()) {
            throw leave(fields, new Ending.Waits(awaited(what, ways), List.of(), false));
        }
        Optional<FieldValues> changed = orStop(() -> type().difference(fields, stored.get()));
        changed.ifPresent(values -> type().update(values, workflow));
        Optional<Instant> timer = past.flatMap(p -> p.awaited().until());
        Cancelling asked = cancelled ? Cancelling.NO : cancel;
        List<Integer> outlasted = asked == Cancelling.NO ? List.of() : children.toOutlast(running(ways));
        if (asked == Cancelling.ASKED) {
            commands.addAll(children.ask(running(ways), turn));
        }
        OptionalInt way = asked == Cancelling.NO
                ? open(ways)
                : outlasted.isEmpty() ? OptionalInt.of(CANCELLED) : OptionalInt.empty();
        if (way.isPresent()) {
            timer.ifPresent(until -> commands.add(new Command.CancelTimer(LineTimer.name(turn.sequence(), waits))));
            passed(what, way.getAsInt(), changed);
            return way.getAsInt() == CANCELLED ? cancel(ways) : way.getAsInt();
        }
        Awaited still = awaited(what, outlasted.isEmpty() ? ways : List.of(new Way.Ended(outlasted)));
        if (!still.until().equals(timer)) {
            timer.ifPresent(until -> commands.add(new Command.CancelTimer(LineTimer.name(turn.sequence(), waits))));
            setTimer(still);
        }
        throw leave(stored.get(), new Ending.Waits(still, track.added(), !outlasted.isEmpty()));
    }

    /** What a wait is for by name and has not ended yet. */
    private List<Integer> running(List<Way> ways) {
        return ways.stream()
                .flatMap(w -> w instanceof Way.Ended ended ? ended.activities().stream() : Stream.empty())
                .filter(n -> !hasEnded(n))
                .distinct()
                .toList();
    }

    private int stay(String what, List<Way> ways) {
        Awaited awaited = awaited(what, ways);
        if (!turn.isMain() && !canEnd(ways)) {
            throw stop(new IllegalStateException("This would wait for ever: '" + what
                    + "' can only be ended by a later signal, and those wait until this handler has returned. Wait for it"
                    + " in @Run, or give a time limit."));
        }
        setTimer(awaited);
        throw leave(orStop(() -> type().stateOf(workflow)), new Ending.Waits(awaited, track.added(), false));
    }

    private void setTimer(Awaited awaited) {
        awaited.until()
                .ifPresent(until -> commands.add(new Command.SetTimer(
                        LineTimer.name(turn.sequence(), awaited.number()), until, Optional.empty())));
    }

    /** While a handler other than the main line waits, only activities and time come to it. */
    private boolean canEnd(List<Way> ways) {
        boolean running = track.outcomes() < startedToWaitFor.size();
        return ways.stream()
                .anyMatch(
                        w -> w instanceof Way.Elapsed || w instanceof Way.Ended || (w instanceof Way.Holds && running));
    }

    private OptionalInt open(List<Way> ways) {
        for (int i = 0; i < ways.size(); i++) {
            if (isOpen(ways.get(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private boolean isOpen(Way way) {
        if (way instanceof Way.Holds holds) {
            return readingOnly(() -> holds.condition().getAsBoolean());
        } else if (way instanceof Way.Filled filled) {
            return !filled.channel().isEmpty();
        } else if (way instanceof Way.Ended ended) {
            return ended.activities().stream().allMatch(this::hasEnded)
                    || ended.activities().stream().anyMatch(this::hasFailed);
        } else {
            return !turn.now().isBefore(due(((Way.Elapsed) way).time()));
        }
    }

    boolean hasFailed(int ordinal) {
        return track.outcome(ordinal)
                .filter(o -> ActivityOutcome.read(o) instanceof ActivityOutcome.Failed)
                .isPresent();
    }

    private Instant due(Duration time) {
        return now.plus(time);
    }

    private Awaited awaited(String what, List<Way> ways) {
        List<String> channels = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        Optional<Instant> until = Optional.empty();
        boolean condition = false;
        for (Way way : ways) {
            if (way instanceof Way.Filled filled) {
                channels.add(filled.signal());
            } else if (way instanceof Way.Ended ended) {
                ended.activities().stream().filter(n -> !hasEnded(n)).forEach(ends::add);
            } else if (way instanceof Way.Elapsed elapsed) {
                Instant due = due(elapsed.time());
                until = until.filter(u -> u.isBefore(due)).or(() -> Optional.of(due));
            } else {
                condition = true;
            }
        }
        boolean every = ways.size() == 1 && ends.size() > 1;
        List<Integer> running =
                startedToWaitFor.stream().filter(n -> !hasEnded(n)).toList();
        return new Awaited(what, Place.of(type().code()), waits, condition, channels, ends, every, running, until);
    }

    /** Leaves the main line in order to begin it anew. */
    Unwinding restart() {
        if (!track.isLive()) {
            orStop(() -> track.again(new Step.Asked("restart")));
        }
        return leave(orStop(() -> type().stateOf(workflow)), new Ending.Restarts());
    }

    private Unwinding leave(String fields, Ending ending) {
        state = fields;
        left = Optional.of(ending);
        return new Unwinding();
    }

    /** Ends the execution with a failure that the author's code can't take for one of its own. */
    Unwinding stop(Throwable cause) {
        failure = Optional.of(cause);
        return new Unwinding();
    }

    private <T> T orStop(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw stop(e);
        }
    }

    private <T> T readingOnly(Callable<T> code) {
        reading = true;
        try {
            return code.call();
        } catch (Exception | Error e) {
            throw stop(e);
        } finally {
            reading = false;
        }
    }
}
