package org.signalbox.core.turn;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.TimeLimit;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.catalog.ActivityType;
import org.signalbox.core.payload.Json;
import org.signalbox.workflow.ChildRequest;
import org.signalbox.workflow.Choice;
import org.signalbox.workflow.Promise;
import org.signalbox.workflow.WorkflowContext;

/** The author's view of one execution: notes what is asked for and carries out nothing. */
final class RecordingContext implements WorkflowContext {

    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);

    /** Of more promises, only the number is told. */
    private static final int MOST_TOLD = 3;

    private final Turn turn;
    private final Execution execution;
    private final Map<Class<?>, Object> callers = new HashMap<>(2);
    private final Map<String, Integer> versions = new HashMap<>(2);
    private Optional<Closing> closing = Optional.empty();
    private Optional<List<PendingPromise<?>>> promised = Optional.empty();
    private @Nullable Random random;
    private int uuids;

    RecordingContext(Execution execution) {
        this.turn = execution.turn();
        this.execution = execution;
    }

    @Override
    public WorkflowId workflowId() {
        return turn.workflowId();
    }

    @Override
    public int runNumber() {
        return turn.run().number();
    }

    @Override
    public String workflowType() {
        return turn.type().name();
    }

    @Override
    public Instant startedAt() {
        return turn.run().startedAt();
    }

    @Override
    public Optional<Instant> deadline() {
        return turn.run().deadline();
    }

    @Override
    public <V> Optional<V> memo(String key, Class<V> type) {
        return turn.run().memo(key, type);
    }

    @Override
    public Instant now() {
        return execution.now();
    }

    @Override
    public <A> A background(Class<A> activities) {
        execution.mustBeWriting();
        return proxy(activities, "recorder", (method, arguments) -> {
            execution.background(method, arguments);
            return Optional.empty();
        });
    }

    @Override
    @SuppressWarnings("unchecked")
    public <A> A activity(Class<A> activities) {
        execution.mustBeWriting();
        return (A) callers.computeIfAbsent(activities, type -> proxy(type, "caller", this::call));
    }

    private Optional<PendingPromise<?>> call(ActivityMethod method, Object @Nullable [] arguments) {
        return toWaitFor(execution.start(method, arguments));
    }

    /** Empty if the author wants to wait later. */
    private <P extends PendingPromise<?>> Optional<P> toWaitFor(P started) {
        if (promised.isPresent()) {
            promised.get().add(started);
            return Optional.empty();
        }
        return Optional.of(started);
    }

    /** @param call returns what the caller has to wait for, if it has to */
    private <A> A proxy(
            Class<A> activities,
            String what,
            BiFunction<ActivityMethod, Object @Nullable [], Optional<PendingPromise<?>>> call) {
        ActivityType type = turn.catalog()
                .activity(activities)
                .orElseThrow(() -> new IllegalArgumentException(activities.getName()
                        + " is no deployed activity interface: it needs @Activity and a bean that implements it."
                        + " Deployed are " + turn.catalog().activityNames()));
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "equals" -> arguments != null && proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> what + " of " + type.name();
                };
            }
            execution.mustBeWriting();
            Optional<PendingPromise<?>> promise =
                    call.apply(type.method(method.getName()).orElseThrow(), arguments);
            return promise.isPresent() ? promise.get().await() : zeroOf(method.getReturnType());
        };
        return activities.cast(
                Proxy.newProxyInstance(activities.getClassLoader(), new Class<?>[] {activities}, handler));
    }

    private static @Nullable Object zeroOf(Class<?> type) {
        return type.isPrimitive() && type != void.class
                ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0)
                : null;
    }

    @Override
    public void send(SignalRequest request) {
        execution.mustBeWriting();
        execution.send(request);
    }

    @Override
    @SuppressWarnings("NullAway") // what is called in order to make a promise returns nothing
    public Receipt signal(SignalRequest request) {
        execution.mustBeWriting();
        return toWaitFor(execution.signal(request)).map(PendingPromise::await).orElse(null);
    }

    @Override
    @SuppressWarnings("NullAway") // null is the result of a child that has none, and of a call that makes a promise
    public <R> R child(ChildRequest<R> request) {
        execution.mustBeWriting();
        return toWaitFor(execution.child(request)).map(PendingPromise::await).orElse(null);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> Promise<R> promise(Callable<R> call) {
        execution.mustBeWriting();
        List<PendingPromise<?>> started = new ArrayList<>(1);
        promised = Optional.of(started);
        try {
            call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            promised = Optional.empty();
        }
        if (started.size() != 1) {
            throw new IllegalArgumentException(
                    "A promise is made from one call of an activity, a signal or a child, not from " + started.size()
                            + ".");
        }
        return (PendingPromise<R>) started.get(0);
    }

    @Override
    public void after(Duration delay, String timer) {
        mustHaveHandler(timer);
        setTimer(timer, delay, Optional.empty());
    }

    @Override
    public void every(Duration interval, String timer) {
        mustHaveHandler(timer);
        if (interval.compareTo(SHORTEST_PERIOD) < 0) {
            throw new IllegalArgumentException(
                    "Timer '" + timer + "' wants an interval of at least " + SHORTEST_PERIOD + ", not " + interval);
        }
        setTimer(timer, interval, Optional.of(interval));
    }

    private void setTimer(String timer, Duration delay, Optional<Duration> every) {
        Duration time = TimeLimit.orAtOnce("The time of timer '" + timer + "'", delay);
        execution.ask(new Step.Asked("timer " + timer), () -> new Command.SetTimer(timer, now().plus(time), every));
    }

    @Override
    public void cancelTimer(String timer) {
        mustHaveHandler(timer);
        execution.ask(new Step.Asked("no timer " + timer), () -> new Command.CancelTimer(timer));
    }

    @Override
    public void complete() {
        execution.mustBeWriting();
        closing = Optional.of(new Closing.Completed(Optional.empty()));
    }

    @Override
    public void completeWith(Object result) {
        execution.mustBeWriting();
        closing = Optional.of(new Closing.Completed(Optional.of(Json.write(result))));
    }

    @Override
    public void await(BooleanSupplier condition) {
        execution.mustBeWriting();
        execution.pass("a condition", List.of(new Way.Holds(condition)));
    }

    @Override
    public boolean await(Duration timeout, BooleanSupplier condition) {
        execution.mustBeWriting();
        Way late = new Way.Elapsed(TimeLimit.orAtOnce("The time limit of await", timeout));
        return execution.pass("a condition or time", List.of(new Way.Holds(condition), late)) == 0;
    }

    @Override
    public void sleep(Duration time) {
        execution.mustBeWriting();
        execution.pass("time", List.of(new Way.Elapsed(TimeLimit.orAtOnce("The time to sleep", time))));
    }

    @Override
    public <R> R select(List<? extends Choice<? extends R>> choices) {
        execution.mustBeWriting();
        List<Way> ways = new ArrayList<>(choices.size());
        List<String> names = new ArrayList<>(choices.size());
        choices.forEach(choice -> {
            Way way = way(choice);
            ways.add(way);
            names.add(name(way, choice));
        });
        mustNotBeEmpty(ways);
        return take(choices.get(execution.pass(String.join(" or ", names), ways)));
    }

    private Way way(Choice<?> choice) {
        if (choice instanceof Choice.Received<?, ?> received) {
            String signal = turn.type().nameOf(received.channel(), execution.workflow());
            return new Way.Filled(signal, received.channel());
        } else if (choice instanceof Choice.Done<?, ?> done) {
            return own(done.promise()).way();
        } else {
            return new Way.Elapsed(TimeLimit.orAtOnce("The time of a select", ((Choice.After<?>) choice).time()));
        }
    }

    private String name(Way way, Choice<?> choice) {
        if (way instanceof Way.Filled filled) {
            return "signal " + filled.signal();
        }
        return choice instanceof Choice.Done<?, ?> done ? own(done.promise()).name() : "time";
    }

    private <R> R take(Choice<R> choice) {
        if (choice instanceof Choice.Received<?, R> received) {
            return take(received);
        } else if (choice instanceof Choice.Done<?, R> done) {
            return take(done);
        } else {
            return ((Choice.After<R>) choice).then().get();
        }
    }

    private static <T, R> R take(Choice.Received<T, R> received) {
        return received.then().apply(received.channel().poll().orElseThrow());
    }

    private <T, R> R take(Choice.Done<T, R> done) {
        return done.then().apply(own(done.promise()).result());
    }

    @Override
    public <R> List<R> all(List<? extends Promise<? extends R>> promises) {
        execution.mustBeWriting();
        List<PendingPromise<? extends R>> own = new ArrayList<>();
        promises.forEach(p -> own.add(own(p)));
        execution.pass(
                "all of " + names(own),
                List.of(new Way.Ended(own.stream().map(PendingPromise::ordinal).toList())));
        own.stream().filter(p -> execution.hasFailed(p.ordinal())).findFirst().ifPresent(PendingPromise::result);
        List<R> results = new ArrayList<>();
        own.forEach(p -> results.add(p.result()));
        return results;
    }

    @Override
    public <P extends Promise<?>> P any(List<P> promises) {
        execution.mustBeWriting();
        List<PendingPromise<?>> own = new ArrayList<>();
        promises.forEach(p -> own.add(own((Promise<?>) p)));
        mustNotBeEmpty(own);
        return promises.get(execution.pass(
                "any of " + names(own), own.stream().map(PendingPromise::way).toList()));
    }

    private static String names(List<? extends PendingPromise<?>> promises) {
        return promises.size() > MOST_TOLD
                ? promises.size() + " activities"
                : String.join(", ", promises.stream().map(PendingPromise::name).toList());
    }

    private <T> PendingPromise<T> own(Promise<T> promise) {
        if (promise instanceof PendingPromise<T> own && own.isOf(execution)) {
            return own;
        }
        throw new IllegalArgumentException("A promise can be waited for only by the handler that made it.");
    }

    private static void mustNotBeEmpty(List<?> ways) {
        if (ways.isEmpty()) {
            throw new IllegalArgumentException("Nothing to wait for was given.");
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // null is the result of a call that gives none
    public <R> R run(String name, Class<R> type, Callable<R> call) {
        execution.mustBeWriting();
        return (R) Json.readOrNull(execution.once(name, call), type);
    }

    @Override
    public Random random() {
        execution.mustBeWriting();
        if (random == null) {
            random = new Random(named("random").getMostSignificantBits());
        }
        return random;
    }

    @Override
    public UUID uuid() {
        execution.mustBeWriting();
        return named("uuid " + ++uuids);
    }

    private UUID named(String what) {
        String name = what + " of " + turn.sequence() + " of " + turn.workflowId();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public int version(String change, int oldest, int newest) {
        execution.mustBeWriting();
        if (oldest > newest) {
            throw new IllegalArgumentException(
                    "The oldest version of '" + change + "' can't be " + oldest + " if the newest is " + newest + ".");
        }
        return versions.computeIfAbsent(change, c -> execution.version(c, oldest, newest));
    }

    @Override
    public void restart() {
        execution.mustBeWriting();
        if (!turn.isMain()) {
            throw new IllegalStateException("Only the @Run method can restart.");
        }
        throw execution.restart();
    }

    Optional<Closing> closing() {
        return closing;
    }

    private void mustHaveHandler(String timer) {
        execution.mustBeWriting();
        if (turn.type().timer(timer).isEmpty()) {
            throw new IllegalArgumentException("There is no @OnTimer(\"" + timer + "\") in "
                    + turn.type().code().getName());
        }
    }
}
