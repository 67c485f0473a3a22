package org.signalbox.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a schedule has got.
 *
 * @param next the due times that come next, five at most
 * @param pending due times that are carried out next, or wait for an instance to end
 * @param backlog all others that have come due and are carried out after those, as ranges
 * @param last the due time carried out or skipped last
 * @param done how often something was started or sent
 * @param skipped how often nothing was, because an instance still ran
 * @param missed how often nothing was, because it was later than {@code catchUp} allows
 * @param lastMissed what was missed last
 * @param trouble why the last one could not be carried out, or that some were missed since
 */
public record ScheduleState(
        String id,
        boolean paused,
        List<Instant> next,
        List<Instant> pending,
        List<Range> backlog,
        Optional<Instant> last,
        long done,
        long skipped,
        long missed,
        Optional<Missed> lastMissed,
        Optional<String> trouble) {

    public ScheduleState {
        next = List.copyOf(next);
        pending = List.copyOf(pending);
        backlog = List.copyOf(backlog);
    }

    /** Due times, from the one to the other. */
    public record Range(Instant from, Instant to) {}

    /**
     * Due times that were not carried out.
     *
     * @param from the first one
     * @param to the last one
     */
    public record Missed(Instant from, Instant to, long count) {}
}
