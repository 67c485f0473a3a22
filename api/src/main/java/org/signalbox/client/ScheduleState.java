package org.signalbox.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a schedule has got.
 *
 * @param next the due times that come next, five at most
 * @param pending due times that are being carried out, or wait for an instance to end
 * @param last the due time carried out or skipped last
 * @param done how often something was started or sent
 * @param skipped how often nothing was, because an instance still ran
 * @param missed how often nothing was, because it was too late
 * @param trouble why the last one could not be carried out
 */
public record ScheduleState(
        String id,
        boolean paused,
        List<Instant> next,
        List<Instant> pending,
        Optional<Instant> last,
        long done,
        long skipped,
        long missed,
        Optional<String> trouble) {

    public ScheduleState {
        next = List.copyOf(next);
        pending = List.copyOf(pending);
    }
}
