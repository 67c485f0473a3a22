package org.signalbox.core.machine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.signalbox.core.turn.Step;

/**
 * A handler that has waited and has not ended: what it takes to execute it again. At most two of an instance are open:
 * the main line and one other handler.
 *
 * @param opened the sequence of the event that called the handler
 * @param event that event
 * @param openedAt the time of its first turn
 * @param snapshot the durable fields before that turn
 * @param steps all that were recorded since
 */
public record Line(long opened, Event event, Instant openedAt, String snapshot, List<Step> steps) {

    public Line {
        steps = List.copyOf(steps);
    }

    /** About how many characters it has, for a store that keeps read lines within bounds. */
    public long size() {
        return snapshot.length() + event.payload().map(String::length).orElse(0) + size(0);
    }

    /** About how many characters its steps have, without the first ones. */
    public long size(int without) {
        return steps.subList(without, steps.size()).stream()
                .mapToLong(Step::size)
                .sum();
    }

    /** With further steps, for a store that keeps read lines during a transaction. */
    public Line with(List<Step> more) {
        List<Step> all = new ArrayList<>(steps.size() + more.size());
        all.addAll(steps);
        all.addAll(more);
        return new Line(opened, event, openedAt, snapshot, all);
    }
}
