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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.catalog.WorkflowType;
import org.signalbox.core.payload.Json;
import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Cancelled;

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
    private int waits;
    private boolean cancel;
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
     * @param cancel whether someone has asked to cancel the run
     */
    Execution(Turn turn, Object workflow, Past past, String stored, boolean cancel) {
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
        int ordinal = ++activities;
        startedToWaitFor.add(ordinal);
        Step.Started step = new Step.Started(method.fullName());
        if (track.isLive()) {
            commands.add(orStop(() -> schedule(ordinal, method, arguments)));
            startedNow.add(ordinal);
            track.add(step);
        } else {
            orStop(() -> track.again(step));
        }
        return new PendingPromise<>(this, method, ordinal);
    }

    /** Asks an activity that was started here to end; nothing to do if it has. */
    void cancel(ActivityMethod method, int ordinal) {
        if (!hasEnded(ordinal)) {
            ask(new Step.Asked("cancel " + method.fullName()), () -> new Command.CancelActivity(key(ordinal)));
        }
    }

    /**
     * What was started to be waited for and has not ended.
     *
     * @param all if not, only what former turns started
     */
    List<ActivityKey> left(boolean all) {
        return startedToWaitFor.stream()
                .filter(n -> !hasEnded(n) && (all || !startedNow.contains(n)))
                .map(this::key)
                .toList();
    }

    private ActivityKey key(int ordinal) {
        return new ActivityKey(turn.workflowId(), turn.sequence(), ordinal);
    }

    private Command schedule(int ordinal, ActivityMethod method, Object @Nullable [] arguments) {
        return new Command.ScheduleActivity(
                key(ordinal), method.type(), method.name(), ActivityMethod.encode(arguments));
    }

    boolean hasEnded(int ordinal) {
        return track.outcome(ordinal).isPresent();
    }

    /** The result of an activity that has ended. */
    @Nullable
    Object result(ActivityMethod method, int ordinal) {
        ActivityOutcome outcome = ActivityOutcome.read(track.outcome(ordinal).orElseThrow());
        if (outcome instanceof ActivityOutcome.Failed failed) {
            throw new ActivityFailure(method.fullName(), failed.type(), failed.failure());
        }
        return method.result(((ActivityOutcome.Completed) outcome).result());
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
        ways.stream()
                .flatMap(way -> way instanceof Way.Ended ended ? ended.activities().stream() : Stream.of())
                .filter(n -> !hasEnded(n))
                .distinct()
                .forEach(n -> commands.add(new Command.CancelActivity(key(n))));
        return cancel();
    }

    private int cancel() {
        cancelled = true;
        throw new Cancelled();
    }

    private int passed(String what, int way, Optional<String> changed) {
        now = turn.now();
        track.add(new Step.Passed(what, way, now, changed));
        return way;
    }

    /** Here the line has waited; meanwhile others may have changed the fields. */
    private int goOn(String what, List<Way> ways) {
        String fields = orStop(() -> type().stateOf(workflow));
        if (stored.isEmpty()) {
            throw leave(fields, new Ending.Waits(awaited(what, ways), List.of()));
        }
        Optional<String> changed = orStop(() -> type().difference(fields, stored.get()));
        changed.ifPresent(values -> type().update(values, workflow));
        Optional<Instant> timer = past.flatMap(p -> p.awaited().until());
        OptionalInt way = cancel && !cancelled ? OptionalInt.of(CANCELLED) : open(ways);
        if (way.isPresent()) {
            timer.ifPresent(until -> commands.add(new Command.CancelTimer(LineTimer.name(turn.sequence(), waits))));
            passed(what, way.getAsInt(), changed);
            return way.getAsInt() == CANCELLED ? cancel(ways) : way.getAsInt();
        }
        Awaited still = awaited(what, ways);
        if (!still.until().equals(timer)) {
            setTimer(still);
        }
        throw leave(stored.get(), new Ending.Waits(still, track.added()));
    }

    private int stay(String what, List<Way> ways) {
        Awaited awaited = awaited(what, ways);
        if (!turn.isMain() && !canEnd(ways)) {
            throw stop(new IllegalStateException("This would wait for ever: '" + what
                    + "' can only be ended by a later signal, and those wait until this handler has returned. Wait for it"
                    + " in @Run, or give a time limit."));
        }
        setTimer(awaited);
        throw leave(orStop(() -> type().stateOf(workflow)), new Ending.Waits(awaited, track.added()));
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
