package org.signalbox.core.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.signalbox.core.schedule.Definition.Calendar;

/** The part of a definition that says when something is due. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record Timing(Optional<Duration> every, Optional<Calendar> calendar, Optional<Instant> from, Optional<Instant> until) {

    DueTimes times() {
        Rhythm rhythm = calendar.<Rhythm>map(Calendar::times)
                .orElseGet(() -> new Rhythm.Interval(from.orElse(Instant.EPOCH), every.orElseThrow()));
        return new DueTimes(rhythm, from, until);
    }
}
