package org.signalbox.core.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.ScheduleState;

/** A schedule as it is at one moment. */
public record StoredSchedule(String id, Definition definition, Progression progression) {

    private static final int TIMES_SHOWN = 5;

    /** A new schedule, or the former one with another definition; what is pending stays pending. */
    public static StoredSchedule defined(
            String id, Definition definition, Optional<StoredSchedule> former, Instant now) {
        Progression begun = Progression.begin(definition, now);
        return new StoredSchedule(
                id,
                definition,
                former.map(f -> f.advance(now).progression().restarted(begun.next()))
                        .orElse(begun));
    }

    public StoredSchedule with(Progression newProgression) {
        return new StoredSchedule(id, definition, newProgression);
    }

    /** With all that has come due since. */
    public StoredSchedule advance(Instant now) {
        return with(progression.advance(id, definition, now));
    }

    /** When there is something to do next. */
    public Optional<Instant> wakeAt(Instant now) {
        return progression.wakeAt(id, definition, now);
    }

    /** The due times that come next. */
    public List<Instant> nextTimes(int count) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> next = progression.next();
        while (next.isPresent() && times.size() < count) {
            times.add(next.get());
            next = definition.next(next.get());
        }
        return times;
    }

    /**
     * What would have been due, in a time that is over.
     *
     * @throws Refused if these are too many
     */
    public List<Instant> dueBetween(Instant from, Instant to) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> next = definition.next(from.minusNanos(1));
        while (next.filter(n -> !n.isAfter(to)).isPresent()) {
            times.add(next.get());
            if (times.size() + progression.pending().size() > Progression.MOST) {
                throw new Refused(
                        Reason.TOO_LARGE,
                        "From " + from + " to " + to + " there are more than " + Progression.MOST
                                + " due times; fill a shorter time.");
            }
            next = definition.next(next.get());
        }
        return times;
    }

    /** For whoever looks at it. */
    public ScheduleState state() {
        return new ScheduleState(
                id,
                progression.paused(),
                nextTimes(TIMES_SHOWN),
                progression.pending(),
                progression.last(),
                progression.done(),
                progression.skipped(),
                progression.missed(),
                progression.trouble());
    }
}
