package org.signalbox.core.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.Schedule.Overlap;
import org.signalbox.client.ScheduleState;
import org.signalbox.client.TimeLimit;

/** A schedule as it is at one moment. */
public record StoredSchedule(String id, Definition definition, Progression progression) {

    private static final int TIMES_SHOWN = 5;
    private static final int MOST_RANGES = 100;

    /** A new schedule, or the former one with another definition; what is pending stays pending. */
    public static StoredSchedule defined(
            String id, Definition definition, Optional<StoredSchedule> former, Instant now) {
        return new StoredSchedule(
                id,
                definition,
                former.map(f -> f.advance(now).progression().under(definition, f.definition(), now))
                        .orElseGet(() -> Progression.begin(definition, now)));
    }

    /**
     * Refuses a definition that can't be. The same one again is not refused: it was checked when it was new, and may be over.
     *
     * @throws Refused {@code BAD_PAYLOAD}, telling why
     */
    public static void check(Definition definition, Optional<StoredSchedule> former, Instant now) {
        if (former.filter(f -> f.definition().equals(definition)).isEmpty()) {
            definition.checkNew(now);
        }
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
        DueTimes all = definition.times();
        while (next.isPresent() && times.size() < count) {
            times.add(next.get());
            next = all.next(next.get());
        }
        return times;
    }

    /** Whether something is to be carried out. */
    public boolean hasSomethingToDo() {
        return progression.hasSomethingToDo();
    }

    /** Those that are carried out next, of all that have come due. */
    public List<Instant> pending() {
        return filled().pending();
    }

    /** All others that have come due, as ranges. */
    public List<ScheduleState.Range> backlog() {
        return filled().backlog().stream()
                .map(range -> new ScheduleState.Range(range.from(), range.to()))
                .toList();
    }

    private Progression filled() {
        return progression.filled(definition.times());
    }

    /**
     * Whether what is due does not depend on what was due before: signals, and instances of which each has an id of its own.
     */
    public boolean isIndependent() {
        return definition.signal().isPresent() || definition.overlapping() == Overlap.ALLOW;
    }

    /**
     * With what would have been due, in a time that is over.
     *
     * @throws Refused if there are too many due times, or the time is not over
     */
    public StoredSchedule filledBack(Instant from, Instant to, Instant now) {
        checkBackfill(from, to, now);
        DueTimes times = definition.times();
        long count = times.count(from, to);
        if (count > Progression.MOST_OF_BACKFILL || progression.backlog().size() >= MOST_RANGES) {
            throw new Refused(
                    Reason.TOO_LARGE,
                    count > Progression.MOST_OF_BACKFILL
                            ? "From " + from + " to " + to + " there are " + count + ", more than "
                                    + Progression.MOST_OF_BACKFILL + " due times; fill a shorter time."
                            : "Schedule '" + id + "' still has " + MOST_RANGES
                                    + " ranges of due times to carry out; fill back later.");
        }
        return times.from(from)
                .filter(first -> count > 0)
                .map(first -> with(progression.also(DueRange.of(first, to))))
                .orElse(this);
    }

    private static void checkBackfill(Instant from, Instant to, Instant now) {
        try {
            TimeLimit.within("'from'", from);
            TimeLimit.within("'to'", to);
        } catch (IllegalArgumentException e) {
            throw new Refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
        if (to.isBefore(from) || to.isAfter(now.plus(Progression.CLOCK_TOLERANCE))) {
            throw new Refused(
                    Reason.MALFORMED,
                    "Only a time that is over can be filled back: 'from' must not be after 'to', and 'to' not after now, "
                            + now + ".");
        }
    }

    /** For whoever looks at it. */
    public ScheduleState state() {
        return new ScheduleState(
                id,
                progression.paused(),
                nextTimes(TIMES_SHOWN),
                pending(),
                backlog(),
                progression.last(),
                progression.done(),
                progression.skipped(),
                progression.missed(),
                progression.lastMissed(),
                progression.trouble());
    }
}
