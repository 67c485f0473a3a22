package org.signalbox.core.turn;

import java.time.Instant;
import java.util.List;

/**
 * What an open line has behind it.
 *
 * @param openedAt the time of its first turn
 * @param snapshot the durable fields as they were then
 * @param steps all that were recorded since
 * @param awaited what it waits for
 */
public record Past(Instant openedAt, String snapshot, List<Step> steps, Awaited awaited) {

    public Past {
        steps = List.copyOf(steps);
    }
}
