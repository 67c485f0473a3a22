package org.signalbox.core.catalog;

import java.time.Duration;
import java.util.Optional;
import org.signalbox.workflow.WhenRunEnds;

/**
 * What a workflow wants to become of signals that a run of it does not handle.
 *
 * @param waiting when it ends
 * @param late and come afterwards
 * @param heldFor how long they are kept for the next run
 */
public record EndPolicy(WhenRunEnds.Waiting waiting, WhenRunEnds.Late late, Duration heldFor) {

    /** Of a workflow that says nothing. */
    public static final EndPolicy REJECT =
            new EndPolicy(WhenRunEnds.Waiting.REJECT, WhenRunEnds.Late.REJECT, Duration.ofDays(7));

    /**
     * @param beginning of its runs
     * @throws IllegalArgumentException or DateTimeException if the annotation makes no sense
     */
    static EndPolicy of(WhenRunEnds annotation, Optional<Handler> beginning) {
        if (annotation.late() == WhenRunEnds.Late.START
                && beginning.flatMap(Handler::payloadType).isPresent()) {
            throw new IllegalArgumentException("late signals can't start a run, because "
                    + beginning.orElseThrow().describe() + " takes an input that they don't have");
        }
        return new EndPolicy(
                annotation.waiting(),
                annotation.late(),
                Limits.time("heldFor", annotation.heldFor())
                        .orElseThrow(() -> new IllegalArgumentException("heldFor is missing")));
    }
}
