package org.signalbox.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a schedule has got.
 *
 * @param next the due time that comes next; empty if there is none any more
 * @param pending due times that are to be carried out, in this order
 * @param asked whether the instance that is in the way of the first one has been asked to cancel
 * @param last the due time carried out or skipped last
 * @param done how often something was started or sent
 * @param skipped how often nothing was, because an instance still ran
 * @param missed how often nothing was, because it was too late
 * @param trouble why the last one could not be carried out
 */
public record Progression(
        boolean paused,
        Optional<Instant> next,
        List<Instant> pending,
        boolean asked,
        Optional<Instant> last,
        long done,
        long skipped,
        long missed,
        Optional<String> trouble) {

    /** How many may be pending. */
    public static final int MOST = 1000;

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    public Progression {
        pending = List.copyOf(pending);
    }

    /** Of a schedule that begins now. */
    public static Progression begin(Definition definition, Instant now) {
        return new Progression(
                false, definition.next(now), List.of(), false, Optional.empty(), 0, 0, 0, Optional.empty());
    }

    /** With all that has come due since. */
    public Progression advance(String schedule, Definition definition, Instant now) {
        Optional<Instant> due = next;
        List<Instant> all = new ArrayList<>(pending);
        long late = missed;
        while (due.filter(d -> !definition.carriedOutAt(schedule, d).isAfter(now))
                .isPresent()) {
            if (definition.isTooLate(due.get(), now) || all.size() >= MOST) {
                late++;
            } else if (!paused) {
                all.add(due.get());
            }
            due = definition.next(due.get());
        }
        return new Progression(paused, due, all, asked, last, done, skipped, late, trouble);
    }

    /** When there is something to do next. */
    public Optional<Instant> wakeAt(String schedule, Definition definition, Instant now) {
        if (!pending.isEmpty()) {
            return Optional.of(now.plus(BETWEEN_LOOKS));
        }
        return next.map(due -> definition.carriedOutAt(schedule, due));
    }

    public Progression pause(boolean newPaused) {
        return new Progression(newPaused, next, pending, asked, last, done, skipped, missed, trouble);
    }

    /** Going on with another due time, because the definition is another one. */
    public Progression restarted(Optional<Instant> newNext) {
        return new Progression(paused, newNext, pending, false, last, done, skipped, missed, Optional.empty());
    }

    /** Also to be carried out, besides what is due by itself. */
    public Progression also(List<Instant> times) {
        List<Instant> all = new ArrayList<>(pending);
        all.addAll(times);
        return new Progression(paused, next, all, asked, last, done, skipped, missed, trouble);
    }

    /** The first pending one has been carried out. */
    public Progression carriedOut() {
        return without(1, 0, Optional.empty());
    }

    public Progression passedOver() {
        return without(0, 1, Optional.empty());
    }

    /** The first pending one can't be carried out; another time it may. */
    public Progression failed(String why) {
        return without(0, 0, Optional.of(why));
    }

    private Progression without(int more, int fewer, Optional<String> why) {
        return new Progression(
                paused,
                next,
                pending.subList(1, pending.size()),
                false,
                Optional.of(pending.get(0)),
                done + more,
                skipped + fewer,
                missed,
                why);
    }

    /** An instance is in the way of the first pending one, which waits; of several, if only one may wait, the newest. */
    public Progression blocked(boolean onlyOne, boolean nowAsked) {
        int dropped = onlyOne ? pending.size() - 1 : 0;
        return new Progression(
                paused,
                next,
                pending.subList(dropped, pending.size()),
                nowAsked,
                last,
                done,
                skipped + dropped,
                missed,
                trouble);
    }
}
