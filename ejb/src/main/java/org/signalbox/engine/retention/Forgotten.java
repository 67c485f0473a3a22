package org.signalbox.engine.retention;

import java.util.Map;
import java.util.TreeMap;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;

/**
 * What was forgotten of a journal.
 *
 * @param newest the last sequence among the events
 * @param rejected signals that became undeliverable
 */
record Forgotten(String workflowId, long events, long newest, long handled, long rejected) {

    /** An event that is to be forgotten. */
    record One(String workflowId, long sequence, Event.Kind kind, Entry.State state) {

        private Forgotten alone() {
            boolean signal = kind == Event.Kind.SIGNAL;
            boolean refused = state == Entry.State.REJECTED;
            return new Forgotten(workflowId, 1, sequence, signal && !refused ? 1 : 0, signal && refused ? 1 : 0);
        }
    }

    private Forgotten plus(Forgotten other) {
        return new Forgotten(
                workflowId,
                events + other.events,
                Math.max(newest, other.newest),
                handled + other.handled,
                rejected + other.rejected);
    }

    /** By workflow id, in its order: whoever writes several such rows locks them in the same order as others do. */
    static Map<String, Forgotten> sums(Iterable<One> events) {
        Map<String, Forgotten> sums = new TreeMap<>();
        events.forEach(one -> sums.merge(one.workflowId, one.alone(), Forgotten::plus));
        return sums;
    }
}
