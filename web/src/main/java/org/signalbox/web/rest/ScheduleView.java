package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.ScheduleState;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.core.schedule.Progression;
import org.signalbox.core.schedule.StoredSchedule;

/**
 * A schedule.
 *
 * @param definition as it was given
 * @param next the due times that come next
 * @param pending due times that are carried out next, or wait for an instance to end
 * @param backlog all others that have come due and are carried out after those, as ranges
 * @param lastMissed what was missed last
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ScheduleView(
        String id,
        Document definition,
        boolean paused,
        List<Instant> next,
        List<Instant> pending,
        List<ScheduleState.Range> backlog,
        Optional<Instant> last,
        long done,
        long skipped,
        long missed,
        Optional<ScheduleState.Missed> lastMissed,
        Optional<String> trouble) {

    private static final int TIMES = 5;

    static ScheduleView of(StoredSchedule schedule) {
        Progression p = schedule.progression();
        return new ScheduleView(
                schedule.id(),
                new Document(Json.write(schedule.definition())),
                p.paused(),
                schedule.nextTimes(TIMES),
                schedule.pending(),
                schedule.backlog(),
                p.last(),
                p.done(),
                p.skipped(),
                p.missed(),
                p.lastMissed(),
                p.trouble().map(Undecodable::shown));
    }
}
