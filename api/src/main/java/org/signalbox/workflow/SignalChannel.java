package org.signalbox.workflow;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A field that takes the signals of one name as data, in the order of arrival, until someone takes them out.
 *
 * <pre>
 * &#64;Signal("approve")
 * private final SignalChannel&lt;Approval&gt; approvals = new SignalChannel&lt;&gt;();
 * </pre>
 *
 * <p>The type argument is the type of the payload, and the field's name the signal's name unless {@link Signal} gives
 * another. What is in the channel is part of the durable state. Not for several threads.
 */
public final class SignalChannel<T> {

    private final Deque<T> values = new ArrayDeque<>();

    /**
     * Waits until there is a value and takes the first one out.
     *
     * @param wf of the handler that calls
     */
    public T receive(WorkflowContext wf) {
        return wf.select(List.of(Choice.received(this, Function.<T>identity())));
    }

    /** Takes the first value out, if there is one now. */
    public Optional<T> poll() {
        return Optional.ofNullable(values.poll());
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Puts a value at the end, as an arriving signal does. */
    public void send(T value) {
        values.add(value);
    }

    /** A copy of what nobody has taken out yet, first come first. */
    public List<T> waiting() {
        return List.copyOf(values);
    }
}
