package org.signalbox.core.turn;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.signalbox.workflow.ChildRequest;

/** The children that a line has started, during one execution: what becomes of them when the run is asked to cancel. */
final class Children {

    private final Map<Integer, Awaitable.Child> started = new HashMap<>(2);

    void add(int ordinal, Awaitable what) {
        if (what instanceof Awaitable.Child child) {
            started.put(ordinal, child);
        }
    }

    /** Of those, by ordinal, which the line waits for: the ones whose end the request has to wait for. */
    List<Integer> toOutlast(List<Integer> awaited) {
        return awaited.stream()
                .filter(n -> is(n, ChildRequest.WhenCancelled.WAIT))
                .toList();
    }

    /** Asks those, of the ones the line waits for, that are to learn of the request. */
    List<Command> ask(List<Integer> awaited, Turn turn) {
        return awaited.stream()
                .filter(n -> is(n, ChildRequest.WhenCancelled.WAIT) || is(n, ChildRequest.WhenCancelled.ASK))
                .<Command>map(n -> new Command.CancelChild(
                        turn.keyOf(n),
                        java.util.Objects.requireNonNull(started.get(n)).workflowId()))
                .toList();
    }

    private boolean is(int ordinal, ChildRequest.WhenCancelled how) {
        Awaitable.Child child = started.get(ordinal);
        return child != null && child.request().whenCancelled() == how;
    }
}
