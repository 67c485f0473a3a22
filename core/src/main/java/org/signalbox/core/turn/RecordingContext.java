package org.signalbox.core.turn;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.catalog.ActivityType;
import org.signalbox.core.payload.Json;
import org.signalbox.workflow.WorkflowContext;

/** The context of one turn: notes what the author asks for and carries out nothing. */
final class RecordingContext implements WorkflowContext {

    private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);

    private final Turn turn;
    private final Thread thread = Thread.currentThread();
    private final List<Command> commands = new ArrayList<>();
    private Optional<Closing> closing = Optional.empty();
    private boolean open = true;
    private int activities;

    RecordingContext(Turn turn) {
        this.turn = turn;
    }

    @Override
    public WorkflowId workflowId() {
        return turn.workflowId();
    }

    @Override
    public int run() {
        return turn.run();
    }

    @Override
    public Instant now() {
        return turn.now();
    }

    @Override
    public <A> A background(Class<A> activities) {
        mustBeOpen();
        ActivityType type = turn.catalog()
                .activity(activities)
                .orElseThrow(() -> new IllegalArgumentException(activities.getName()
                        + " is no deployed activity interface: it needs @Activity and a bean that implements it."
                        + " Deployed are " + turn.catalog().activityNames()));
        InvocationHandler record = (proxy, method, arguments) -> schedule(proxy, type, method, arguments);
        return activities.cast(
                Proxy.newProxyInstance(activities.getClassLoader(), new Class<?>[] {activities}, record));
    }

    private @Nullable Object schedule(Object proxy, ActivityType type, Method method, Object @Nullable [] arguments) {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> arguments != null && proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "recorder of " + type.name();
            };
        }
        mustBeOpen();
        ActivityKey key = new ActivityKey(turn.workflowId(), turn.sequence(), ++activities);
        commands.add(
                new Command.ScheduleActivity(key, type.name(), method.getName(), ActivityMethod.encode(arguments)));
        return zeroOf(method.getReturnType());
    }

    private static @Nullable Object zeroOf(Class<?> type) {
        return type.isPrimitive() && type != void.class
                ? java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0)
                : null;
    }

    @Override
    public void after(Duration delay, String timer) {
        mustHaveHandler(timer);
        commands.add(new Command.SetTimer(timer, turn.now().plus(delay), Optional.empty()));
    }

    @Override
    public void every(Duration interval, String timer) {
        mustHaveHandler(timer);
        if (interval.compareTo(SHORTEST_PERIOD) < 0) {
            throw new IllegalArgumentException(
                    "Timer '" + timer + "' wants an interval of at least " + SHORTEST_PERIOD + ", not " + interval);
        }
        commands.add(new Command.SetTimer(timer, turn.now().plus(interval), Optional.of(interval)));
    }

    @Override
    public void cancelTimer(String timer) {
        mustHaveHandler(timer);
        commands.add(new Command.CancelTimer(timer));
    }

    @Override
    public void complete() {
        mustBeOpen();
        closing = Optional.of(new Closing.Completed(Optional.empty()));
    }

    @Override
    public void completeWith(Object result) {
        mustBeOpen();
        closing = Optional.of(new Closing.Completed(Optional.of(Json.write(result))));
    }

    List<Command> commands() {
        return commands;
    }

    Optional<Closing> closing() {
        return closing;
    }

    void close() {
        open = false;
    }

    private void mustHaveHandler(String timer) {
        mustBeOpen();
        if (turn.type().timer(timer).isEmpty()) {
            throw new IllegalArgumentException("There is no @OnTimer(\"" + timer + "\") in "
                    + turn.type().code().getName());
        }
    }

    private void mustBeOpen() {
        if (!open || Thread.currentThread() != thread) {
            throw new IllegalStateException(
                    "A WorkflowContext can be used only by its handler, on the handler's thread and until it returns.");
        }
    }
}
