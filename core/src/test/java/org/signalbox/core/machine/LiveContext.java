package org.signalbox.core.machine;

import static org.signalbox.core.machine.Driver.ID;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalId;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Cancelled;
import org.signalbox.workflow.ChildFailure;
import org.signalbox.workflow.ChildRequest;
import org.signalbox.workflow.ChildRequest.WhenCancelled;
import org.signalbox.workflow.Choice;
import org.signalbox.workflow.Promise;
import org.signalbox.workflow.SignalFailure;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.WorkflowContext;

/** The context of one handler in the {@link LiveModel}: waits by pausing, with its stack kept. */
final class LiveContext implements WorkflowContext {

    /** Thrown to leave the main line for good. */
    static final class Restart extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** How an activity ended. */
    record Ending(OptionalInt result, String failure) {}

    private final LiveModel model;
    private final long opened;
    private final Map<Integer, Ending> outcomes = new HashMap<>();
    private final List<Runnable> asked = new ArrayList<>();
    private Instant now;
    private Supplier<OptionalInt> ready = OptionalInt::empty;
    private Optional<List<Live<?>>> promised = Optional.empty();
    private List<? extends Live<?>> awaited = List.of();
    private boolean passedOn;
    private boolean cancel;
    private boolean cancelledBefore;
    private final List<Live<?>> calls = new ArrayList<>();
    private int activities;
    private int waits;

    LiveContext(LiveModel model, long opened) {
        this.model = model;
        this.opened = opened;
        this.now = model.now;
    }

    /** Whether it waits, and can go on now. */
    boolean isReady() {
        return cancel ? isOutlasted() : ready.get().isPresent();
    }

    /** Whether no child is waited for whose end a request to cancel has to wait for. */
    private boolean isOutlasted() {
        return awaited.stream().noneMatch(l -> l.isRunningAnd(WhenCancelled.WAIT));
    }

    /** What happens when a request to cancel comes here, whether or not the handler can go on then. */
    void learnOfCancel() {
        if (!cancel || passedOn) {
            return;
        }
        List<Runnable> asks = awaited.stream()
                .filter(l -> l.isRunningAnd(WhenCancelled.WAIT) || l.isRunningAnd(WhenCancelled.ASK))
                .<Runnable>map(l -> () -> model.cancelled.add(l.key()))
                .toList();
        if (isOutlasted()) {
            asked.addAll(asks);
        } else {
            passedOn = true;
            asks.forEach(Runnable::run);
            model.timers.remove("#" + opened + "." + waits);
        }
    }

    /** The first time counts. */
    void cancel() {
        cancel |= !cancelledBefore;
        cancelledBefore = true;
    }

    /** Whether it cleans up, or is to, or waits for its children to do so: then what is its own does not queue. */
    boolean isCancelling() {
        return cancelledBefore;
    }

    boolean isToldToCancel() {
        return cancelledBefore && !cancel;
    }

    void end(int ordinal, Ending outcome) {
        outcomes.put(ordinal, outcome);
    }

    /** What was asked for since the last time, to be carried out or not. */
    List<Runnable> asked() {
        List<Runnable> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    /** Activities that were started to be waited for and have not ended. */
    Stream<ActivityKey> running() {
        return calls.stream().filter(live -> !live.isDone()).map(Live::key);
    }

    /** Something asked for: how its outcome, a number or a text, is told to the one who waits. */
    private final class Live<R> implements Promise<R> {
        private final int ordinal;
        private final IntFunction<R> told;
        private final Function<String, TerminalFailure> thrown;

        private Optional<WhenCancelled> whenCancelled = Optional.empty();

        Live(int ordinal, IntFunction<R> told, Function<String, TerminalFailure> thrown) {
            this.ordinal = ordinal;
            this.told = told;
            this.thrown = thrown;
        }

        ActivityKey key() {
            return new ActivityKey(ID, opened, ordinal);
        }

        boolean isRunningAnd(WhenCancelled how) {
            return !isDone() && whenCancelled.equals(Optional.of(how));
        }

        @Override
        public boolean isDone() {
            return outcomes.containsKey(ordinal);
        }

        @Override
        public R await() {
            pass(List.of(this), () -> first(List.of(this::isDone)), Optional.empty());
            return result();
        }

        @Override
        public void cancel() {
            if (!isDone() && calls.contains(this)) {
                asked.add(() -> model.unwanted.add(key()));
            } else if (!isDone() && whenCancelled.isPresent()) {
                asked.add(() -> model.cancelled.add(key()));
            }
        }

        boolean hasFailed() {
            return isDone() && outcome().result.isEmpty();
        }

        R result() {
            if (outcome().result.isEmpty()) {
                throw thrown.apply(outcome().failure);
            }
            return told.apply(outcome().result.getAsInt());
        }

        private Ending outcome() {
            return Optional.ofNullable(outcomes.get(ordinal)).orElseThrow();
        }
    }

    private static OptionalInt first(List<BooleanSupplier> ways) {
        return IntStream.range(0, ways.size())
                .filter(i -> ways.get(i).getAsBoolean())
                .findFirst();
    }

    private int pass(Supplier<OptionalInt> way, Optional<Instant> until) {
        return pass(List.of(), way, until);
    }

    private int pass(List<? extends Live<?>> named, Supplier<OptionalInt> way, Optional<Instant> until) {
        awaited = named;
        passedOn = false;
        String timer = "#" + opened + "." + ++waits;
        if (way.get().isEmpty()) {
            until.ifPresent(due -> asked.add(() -> model.timers.put(timer, due)));
            ready = way;
            do {
                model.pause();
            } while (!isReady());
            until.ifPresent(due -> asked.add(() -> model.timers.remove(timer)));
            ready = OptionalInt::empty;
        }
        now = model.now;
        if (cancel) {
            cancel = false;
            named.stream().filter(calls::contains).forEach(Live::cancel);
            throw new Cancelled();
        }
        return way.get().orElseThrow();
    }

    private BooleanSupplier timeIsUp(Instant due) {
        return () -> !model.now.isBefore(due);
    }

    @Override
    public WorkflowId workflowId() {
        return ID;
    }

    @Override
    public int runNumber() {
        return 1;
    }

    @Override
    public String workflowType() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instant startedAt() {
        return Driver.BEGIN;
    }

    @Override
    public Optional<Instant> deadline() {
        return Optional.empty();
    }

    @Override
    public <V> Optional<V> memo(String key, Class<V> type) {
        return Optional.empty();
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public <A> A background(Class<A> type) {
        return proxy(type, (name, x) -> {
            schedule(name, x);
            return null;
        });
    }

    private int schedule(String name, Object x) {
        int ordinal = ++activities;
        asked.add(() -> model.activities.put(new ActivityKey(ID, opened, ordinal), name + " [" + x + "]"));
        return ordinal;
    }

    private interface Called {
        @Nullable
        Object call(String name, Object x);
    }

    private static <A> A proxy(Class<A> type, Called called) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (p, method, x) -> called.call(method.getName(), x[0])));
    }

    @Override
    public <A> A activity(Class<A> type) {
        return proxy(type, (name, x) -> {
            Live<Integer> started = new Live<>(
                    schedule(name, x),
                    result -> result,
                    failure -> new ActivityFailure("Work.compute", "java.lang.IllegalStateException", failure));
            calls.add(started);
            return isToWaitFor(started) ? started.await() : 0;
        });
    }

    private boolean isToWaitFor(Live<?> started) {
        promised.ifPresent(all -> all.add(started));
        return promised.isEmpty();
    }

    @Override
    public void send(SignalRequest request) {
        tell("send", request);
    }

    private int tell(String how, SignalRequest request) {
        int ordinal = ++activities;
        asked.add(() -> model.activities.put(
                new ActivityKey(ID, opened, ordinal),
                how + " " + request.workflowId() + " [" + request.payload().orElseThrow() + "]"));
        return ordinal;
    }

    @Override
    @SuppressWarnings("NullAway") // as the real one
    public Receipt signal(SignalRequest request) {
        int ordinal = tell("signal", request);
        SignalId id = new SignalId(ID + "#" + opened + "." + ordinal);
        Live<Receipt> started = new Live<>(
                ordinal,
                result -> Receipt.taken(id, request.workflowId(), 1, result, Outcome.HANDLED),
                failure -> new SignalFailure(request.workflowId(), request.signal(), Reason.CLOSED, failure));
        return isToWaitFor(started) ? started.await() : null;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // as the real one; here all children give numbers
    public <R> R child(ChildRequest<R> request) {
        int ordinal = ++activities;
        WorkflowId id = new WorkflowId(ID + "#" + opened + "." + ordinal);
        asked.add(() -> model.activities.put(
                new ActivityKey(ID, opened, ordinal),
                "child " + id + " [" + request.input().orElseThrow() + "]"));
        Live<R> started = new Live<>(
                ordinal,
                result -> (R) Integer.valueOf(result),
                failure -> new ChildFailure(id, ChildFailure.Kind.FAILED, failure));
        started.whenCancelled = Optional.of(request.whenCancelled());
        return isToWaitFor(started) ? started.await() : null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> Promise<R> promise(Callable<R> call) {
        List<Live<?>> started = new ArrayList<>();
        promised = Optional.of(started);
        try {
            call.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            promised = Optional.empty();
        }
        return (Promise<R>) started.get(0);
    }

    @Override
    public void after(Duration delay, String timer) {
        Instant due = now.plus(delay);
        asked.add(() -> model.timers.put(timer, due));
    }

    @Override
    public void every(Duration interval, String timer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void cancelTimer(String timer) {
        asked.add(() -> model.timers.remove(timer));
    }

    @Override
    public void complete() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void completeWith(Object result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void await(BooleanSupplier condition) {
        pass(() -> first(List.of(condition)), Optional.empty());
    }

    @Override
    public boolean await(Duration timeout, BooleanSupplier condition) {
        Instant due = now.plus(timeout);
        return pass(() -> first(List.of(condition, timeIsUp(due))), Optional.of(due)) == 0;
    }

    @Override
    public void sleep(Duration time) {
        Instant due = now.plus(time);
        pass(() -> first(List.of(timeIsUp(due))), Optional.of(due));
    }

    @Override
    public <R> R select(List<? extends Choice<? extends R>> choices) {
        List<BooleanSupplier> ways = new ArrayList<>();
        List<Live<?>> named = new ArrayList<>();
        Optional<Instant> until = Optional.empty();
        for (Choice<?> choice : choices) {
            if (choice instanceof Choice.Received<?, ?> received) {
                ways.add(() -> !received.channel().isEmpty());
            } else if (choice instanceof Choice.Done<?, ?> done) {
                named.add((Live<?>) done.promise());
                ways.add(done.promise()::isDone);
            } else {
                Instant due = now.plus(((Choice.After<?>) choice).time());
                until = Optional.of(due);
                ways.add(timeIsUp(due));
            }
        }
        return take(choices.get(pass(named, () -> first(ways), until)));
    }

    private static <R> R take(Choice<R> choice) {
        if (choice instanceof Choice.Received<?, R> received) {
            return taken(received);
        } else if (choice instanceof Choice.Done<?, R> done) {
            return ended(done);
        }
        return ((Choice.After<R>) choice).then().get();
    }

    private static <T, R> R taken(Choice.Received<T, R> received) {
        return received.then().apply(received.channel().poll().orElseThrow());
    }

    @SuppressWarnings("unchecked")
    private static <T, R> R ended(Choice.Done<T, R> done) {
        return done.then().apply(((Live<T>) done.promise()).result());
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> List<R> all(List<? extends Promise<? extends R>> promises) {
        List<Live<?>> all = new ArrayList<>();
        promises.forEach(p -> all.add((Live<?>) p));
        pass(
                all,
                () -> first(List.of(() ->
                        all.stream().allMatch(Live::isDone) || all.stream().anyMatch(Live::hasFailed))),
                Optional.empty());
        all.stream().filter(Live::hasFailed).findFirst().ifPresent(Live::result);
        return (List<R>) all.stream().map(Live::result).toList();
    }

    @Override
    public <P extends Promise<?>> P any(List<P> promises) {
        List<BooleanSupplier> ways = new ArrayList<>();
        List<Live<?>> named = new ArrayList<>();
        promises.forEach(p -> {
            named.add((Live<?>) (Promise<?>) p);
            ways.add(p::isDone);
        });
        return promises.get(pass(named, () -> first(ways), Optional.empty()));
    }

    @Override
    public <R> R run(String name, Class<R> type, Callable<R> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Random random() {
        throw new UnsupportedOperationException();
    }

    @Override
    public UUID uuid() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int version(String change, int oldest, int newest) {
        return newest;
    }

    @Override
    public void restart() {
        throw new Restart();
    }
}
