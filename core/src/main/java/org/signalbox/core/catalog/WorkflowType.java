package org.signalbox.core.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.signalbox.core.payload.StateCodec;

/** A deployed workflow: its handlers by name, its durable fields, and how to get a fresh object of it. */
public final class WorkflowType {

    private final String name;
    private final Class<?> code;
    private final Supplier<?> fresh;
    private final StateCodec state;
    private final Optional<Handler> start;
    private final Map<String, Handler> signals;
    private final Map<String, Handler> timers;
    private final Map<String, Handler> queries;

    WorkflowType(
            String name,
            Class<?> code,
            Supplier<?> fresh,
            Optional<Handler> start,
            Map<String, Handler> signals,
            Map<String, Handler> timers,
            Map<String, Handler> queries) {
        this.name = name;
        this.code = code;
        this.fresh = fresh;
        this.state = new StateCodec(code);
        this.start = start;
        this.signals = Map.copyOf(signals);
        this.timers = Map.copyOf(timers);
        this.queries = Map.copyOf(queries);
    }

    public String name() {
        return name;
    }

    public Class<?> code() {
        return code;
    }

    public Optional<Handler> start() {
        return start;
    }

    public Optional<Handler> signal(String signal) {
        return Optional.ofNullable(signals.get(signal));
    }

    public Optional<Handler> timer(String timer) {
        return Optional.ofNullable(timers.get(timer));
    }

    public Optional<Handler> query(String query) {
        return Optional.ofNullable(queries.get(query));
    }

    /** The names of its signals, sorted, for messages and the console. */
    public Set<String> signalNames() {
        return new TreeSet<>(signals.keySet());
    }

    public Set<String> queryNames() {
        return new TreeSet<>(queries.keySet());
    }

    /** A new object with injected fields filled and durable fields as the constructor left them. */
    public Object fresh() {
        return fresh.get();
    }

    /** A new object with the given durable fields. */
    public Object restored(String stored) {
        Object workflow = fresh();
        state.read(stored, workflow);
        return workflow;
    }

    public String stateOf(Object workflow) {
        return state.write(workflow);
    }
}
