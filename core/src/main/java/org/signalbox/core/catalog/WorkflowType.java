package org.signalbox.core.catalog;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.signalbox.core.payload.FieldValues;
import org.signalbox.core.payload.StateCodec;
import org.signalbox.workflow.SignalChannel;

/** A deployed workflow: its handlers by name, its durable fields, and how to get a fresh object of it. */
public final class WorkflowType {

    private final String name;
    private final Class<?> code;
    private final Supplier<?> fresh;
    private final StateCodec state;
    private final Optional<Handler> start;
    private final Optional<Handler> main;
    private final Map<String, Handler> signals;
    private final Map<String, Channel> channels;
    private final Map<String, Handler> timers;
    private final Map<String, Handler> queries;
    private final Map<String, Handler> updates;
    private final Map<String, Handler> validators;
    private final Attributes attributes;
    private final Limits limits;
    private final EndPolicy endPolicy;

    WorkflowType(
            String name,
            Class<?> code,
            Supplier<?> fresh,
            Optional<Handler> start,
            Optional<Handler> main,
            Map<String, Handler> signals,
            Map<String, Channel> channels,
            Map<String, Handler> timers,
            Map<String, Handler> queries,
            Map<String, Handler> updates,
            Map<String, Handler> validators,
            Attributes attributes,
            Limits limits,
            EndPolicy endPolicy) {
        this.name = name;
        this.code = code;
        this.fresh = fresh;
        this.state = new StateCodec(code);
        this.start = start;
        this.main = main;
        this.signals = Map.copyOf(signals);
        this.channels = Map.copyOf(channels);
        this.timers = Map.copyOf(timers);
        this.queries = Map.copyOf(queries);
        this.updates = Map.copyOf(updates);
        this.validators = Map.copyOf(validators);
        this.attributes = attributes;
        this.limits = limits;
        this.endPolicy = endPolicy;
    }

    public String name() {
        return name;
    }

    public Limits limits() {
        return limits;
    }

    public EndPolicy endPolicy() {
        return endPolicy;
    }

    public Class<?> code() {
        return code;
    }

    public Optional<Handler> start() {
        return start;
    }

    /** The {@code @Run} method. */
    public Optional<Handler> main() {
        return main;
    }

    /** The {@code @Start} or {@code @Run} method, whichever there is. */
    public Optional<Handler> beginning() {
        return main.or(() -> start);
    }

    public Optional<Handler> signal(String signal) {
        return Optional.ofNullable(signals.get(signal));
    }

    public Optional<Channel> channel(String signal) {
        return Optional.ofNullable(channels.get(signal));
    }

    /** Whether a handler or a channel takes the signal. */
    public boolean takes(String signal) {
        return signals.containsKey(signal) || channels.containsKey(signal);
    }

    /**
     * Checks the payload of a signal that it takes and that comes from outside.
     *
     * @throws org.signalbox.core.payload.BadPayload if it is missing or does not fit
     */
    public void check(String signal, Optional<String> payload) {
        signal(signal).ifPresent(handler -> handler.check(payload));
        channel(signal).ifPresent(channel -> channel.check(payload));
    }

    /**
     * Checks the payload of a signal that has been stored before: less strictly, for former versions stored more.
     *
     * @throws org.signalbox.core.payload.BadPayload if it is missing or does not fit
     */
    public void checkStored(String signal, Optional<String> payload) {
        signal(signal).ifPresent(handler -> handler.decode(payload));
        channel(signal).ifPresent(channel -> channel.decode(payload));
    }

    /** The signals whose channels have something in them. */
    public Set<String> filled(Object workflow) {
        if (channels.isEmpty()) {
            return Set.of();
        }
        Set<String> names = new TreeSet<>();
        channels.values().stream().filter(c -> !c.in(workflow).isEmpty()).forEach(c -> names.add(c.name()));
        return names;
    }

    /** The name of the signal that a channel of the object takes. */
    public String nameOf(SignalChannel<?> channel, Object workflow) {
        for (Channel candidate : channels.values()) {
            if (candidate.in(workflow) == channel) {
                return candidate.name();
            }
        }
        throw new IllegalArgumentException("This channel is no field of the workflow, so no signal can arrive in it.");
    }

    public Optional<Handler> timer(String timer) {
        return Optional.ofNullable(timers.get(timer));
    }

    public Optional<Handler> query(String query) {
        return Optional.ofNullable(queries.get(query));
    }

    public Optional<Handler> update(String update) {
        return Optional.ofNullable(updates.get(update));
    }

    public boolean isUpdate(Handler handler) {
        return updates.containsValue(handler);
    }

    /** What is asked before an update is accepted. */
    public Optional<Handler> validator(String update) {
        return Optional.ofNullable(validators.get(update));
    }

    /** What its instances can be found by. */
    public Attributes attributes() {
        return attributes;
    }

    public Set<String> updateNames() {
        return new TreeSet<>(updates.keySet());
    }

    /** The names of its signals, sorted, for messages and the console. */
    public Set<String> signalNames() {
        Set<String> names = new TreeSet<>(signals.keySet());
        names.addAll(channels.keySet());
        return names;
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

    /** Gives an object that is in use the values of some fields, and leaves the others as they are. */
    public void update(FieldValues values, Object workflow) {
        state.update(values, workflow);
    }

    /** The values that give an object with one state the other; empty if they are the same. */
    public Optional<FieldValues> difference(String from, String to) {
        return state.difference(from, to);
    }
}
