package org.signalbox.core.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * Due times that are to be carried out, without a list of them.
 *
 * @param from the first one
 * @param to none is after it
 * @param timing of which they are; empty for that of the schedule's definition
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record DueRange(Instant from, Instant to, Optional<Timing> timing) {

    static DueRange of(Instant from, Instant to) {
        return new DueRange(from, to, Optional.empty());
    }

    /** Still of the timing by which they came due, although the schedule gets another one. */
    DueRange formerly(Timing former) {
        return new DueRange(from, to, timing.or(() -> Optional.of(former)));
    }

    DueTimes times(DueTimes current) {
        return timing.map(Timing::times).orElse(current);
    }
}
