package org.signalbox.engine.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalbox.core.schedule.Definition;
import org.signalbox.core.schedule.Progression;

/** A schedule as it is at one moment. */
public record StoredSchedule(String id, Definition definition, Progression progression) {

    StoredSchedule with(Progression newProgression) {
        return new StoredSchedule(id, definition, newProgression);
    }

    /** With all that has come due since. */
    StoredSchedule advance(Instant now) {
        return with(progression.advance(id, definition, now));
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
}
