package org.signalbox.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.TimeLimit;

/** The due times of a schedule: a rhythm within the times from which and until which it holds. */
final class DueTimes {

    private final Rhythm rhythm;
    private final Instant earliest;
    private final Instant latest;

    DueTimes(Rhythm rhythm, Optional<Instant> from, Optional<Instant> until) {
        this.rhythm = rhythm;
        this.earliest = later(from.orElse(TimeLimit.EARLIEST), TimeLimit.EARLIEST);
        this.latest = earlier(until.orElse(TimeLimit.LATEST), TimeLimit.LATEST);
    }

    /** The first due time after that one; empty if there is none within a hundred years. */
    Optional<Instant> next(Instant after) {
        Instant begin = later(after, earliest.minusNanos(1));
        return begin.isBefore(latest)
                ? rhythm.next(begin, earlier(begin.plus(TimeLimit.LONGEST), latest))
                : Optional.empty();
    }

    /** The first due time that is not before that one. */
    Optional<Instant> from(Instant first) {
        return next(first.minusNanos(1));
    }

    /** How many due times there are, from the one to the other, both included. */
    long count(Instant first, Instant last) {
        Instant begin = later(first, earliest);
        Instant end = earlier(last, latest);
        return begin.isAfter(end) ? 0 : rhythm.count(begin, end);
    }

    /** The first ones of these. */
    List<Instant> list(Instant first, Instant last, int limit) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> next = from(first).filter(time -> !time.isAfter(last));
        while (next.isPresent() && times.size() < limit) {
            times.add(next.get());
            next = next(next.get()).filter(time -> !time.isAfter(last));
        }
        return times;
    }

    /** The last one of these; found by halving, because a calendar can only be asked for what follows. */
    Optional<Instant> last(Instant first, Instant last) {
        Optional<Instant> found = from(first).filter(time -> !time.isAfter(last));
        Instant begin = first;
        Instant end = last;
        while (found.isPresent() && Duration.between(begin, end).compareTo(Duration.ofSeconds(1)) > 0) {
            Instant middle = begin.plus(Duration.between(begin, end).dividedBy(2));
            Optional<Instant> later = from(middle).filter(time -> !time.isAfter(last));
            if (later.isPresent()) {
                found = later;
                begin = middle;
            } else {
                end = middle;
            }
        }
        return found.map(time -> next(time).filter(next -> !next.isAfter(last)).orElse(time));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
