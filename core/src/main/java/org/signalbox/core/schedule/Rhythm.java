package org.signalbox.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Times that come again and again. What is asked here costs no step for each of them. */
sealed interface Rhythm permits Rhythm.Interval, CalendarTimes {

    /** The first time after the one and not after the other. */
    Optional<Instant> next(Instant after, Instant notAfter);

    /** How many there are, from the one to the other, both included. */
    long count(Instant first, Instant last);

    /** The same time again and again, counted from an anchor, which is the first. */
    record Interval(Instant anchor, Duration every) implements Rhythm {

        @Override
        public Optional<Instant> next(Instant after, Instant notAfter) {
            return Optional.of(after.isBefore(anchor) ? anchor : at(passed(after) + 1))
                    .filter(next -> !next.isAfter(notAfter));
        }

        @Override
        public long count(Instant first, Instant last) {
            if (last.isBefore(anchor) || last.isBefore(first)) {
                return 0;
            }
            Instant before = first.minusNanos(1);
            return passed(last) - (before.isBefore(anchor) ? -1 : passed(before));
        }

        private long passed(Instant time) {
            return Duration.between(anchor, time).dividedBy(every);
        }

        private Instant at(long number) {
            return anchor.plus(every.multipliedBy(number));
        }
    }
}
