package org.signalbox.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.ScheduleState.Missed;

/**
 * How far a schedule has got.
 *
 * @param next the due time that comes next; empty if there is none any more
 * @param pending due times that are to be carried out, in this order
 * @param backlog due times that are to be carried out after those, as ranges; former versions stored none
 * @param asked whether the instance that is in the way of the first one has been asked to cancel
 * @param last the due time carried out or skipped last
 * @param done how often something was started or sent
 * @param skipped how often nothing was, because an instance still ran
 * @param missed how often nothing was, because it was later than {@code catchUp} allows
 * @param lastMissed what was missed last
 * @param trouble why the last one could not be carried out, or that some were missed since
 */
public record Progression(
        boolean paused,
        Optional<Instant> next,
        List<Instant> pending,
        List<DueRange> backlog,
        boolean asked,
        Optional<Instant> last,
        long done,
        long skipped,
        long missed,
        Optional<Missed> lastMissed,
        Optional<String> trouble) {

    /** How many due times one backfill may have. */
    static final int MOST_OF_BACKFILL = 1000;

    /** How many due times are pending while there is a backlog: so many are stored with each one that is carried out. */
    static final int PAGE = 100;

    private static final int LEAST = 10;

    /** How many times with jitter are looked at in one transaction. */
    private static final int MOST_STEPS = 1000;

    /** By so much the clocks of several servers may differ, or one clock may be put back, without any due time coming again. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    public Progression {
        pending = List.copyOf(pending);
        backlog = backlog == null ? List.of() : List.copyOf(backlog);
    }

    /** Of a schedule that begins now. */
    static Progression begin(Definition definition, Instant now) {
        return new Progression(
                false,
                definition.times().next(now),
                List.of(),
                List.of(),
                false,
                Optional.empty(),
                0,
                0,
                0,
                Optional.empty(),
                Optional.empty());
    }

    /** With all that has come due since. What is too late is only counted, and the rest becomes a range: nothing is walked. */
    Progression advance(String schedule, Definition definition, Instant now) {
        DueTimes times = definition.times();
        Optional<Instant> first = next(times, now);
        Optional<Instant> following = first;
        Optional<Instant> end = Optional.empty();
        Instant settled = now.minus(definition.mostJitter());
        if (first.filter(due -> !due.isAfter(settled)).isPresent()) {
            end = Optional.of(settled);
            following = times.next(settled);
        }
        for (int steps = 0; steps < MOST_STEPS && hasCome(following, schedule, definition, now); steps++) {
            end = following;
            following = times.next(following.orElseThrow());
        }
        Progression advanced = due(following, pending, backlog);
        if (end.isPresent() && !paused) {
            Instant stillInTime = settled.minus(definition.mostLateness());
            advanced = advanced.missing(times, first.orElseThrow(), earlier(end.get(), stillInTime.minusNanos(1)))
                    .taking(times, later(first.get(), stillInTime), end.get());
        }
        return advanced.filled(times);
    }

    /** What is stored, unless the clock was ahead when that was computed: then the schedule would rest until it is there again. */
    private Optional<Instant> next(DueTimes times, Instant now) {
        Optional<Instant> latest = times.next(now.plus(CLOCK_TOLERANCE));
        boolean ahead = latest.isPresent()
                && next.filter(due -> !due.isAfter(latest.get())).isEmpty();
        return ahead ? times.next(now) : next;
    }

    private static boolean hasCome(Optional<Instant> due, String schedule, Definition definition, Instant now) {
        return due.filter(d -> !definition.carriedOutAt(schedule, d).isAfter(now))
                .isPresent();
    }

    private Progression missing(DueTimes times, Instant first, Instant end) {
        Optional<Instant> latest = times.last(first, end);
        if (latest.isEmpty()) {
            return this;
        }
        Missed those = new Missed(first, latest.get(), times.count(first, end));
        return new Progression(
                paused,
                next,
                pending,
                backlog,
                asked,
                last,
                done,
                skipped,
                missed + those.count(),
                Optional.of(those),
                Optional.of("Missed " + those.count() + " due times from " + those.from() + " to " + those.to()
                        + ": they were later than 'catchUp' allows. Backfill carries them out."));
    }

    private Progression taking(DueTimes times, Instant first, Instant end) {
        Optional<Instant> due = times.from(first).filter(time -> !time.isAfter(end));
        return due.isEmpty() ? this : behind(DueRange.of(due.get(), end), times);
    }

    /** Joined with the last range if there is nothing between them. */
    private Progression behind(DueRange range, DueTimes times) {
        List<DueRange> all = new ArrayList<>(backlog);
        DueRange joined = range;
        if (!all.isEmpty() && range.timing().isEmpty()) {
            DueRange before = all.get(all.size() - 1);
            if (before.timing().isEmpty() && times.next(before.to()).equals(Optional.of(range.from()))) {
                all.remove(all.size() - 1);
                joined = DueRange.of(before.from(), range.to());
            }
        }
        all.add(joined);
        return due(next, pending, all);
    }

    /** With a page of the backlog pending, if nearly nothing is. */
    Progression filled(DueTimes current) {
        if (backlog.isEmpty() || pending.size() >= LEAST) {
            return this;
        }
        List<Instant> all = new ArrayList<>(pending);
        Deque<DueRange> rest = new ArrayDeque<>(backlog);
        while (!rest.isEmpty() && all.size() < PAGE) {
            DueRange range = rest.removeFirst();
            DueTimes times = range.times(current);
            List<Instant> page = times.list(range.from(), range.to(), PAGE - all.size());
            all.addAll(page);
            if (!page.isEmpty()) {
                times.next(page.get(page.size() - 1))
                        .filter(following -> !following.isAfter(range.to()))
                        .ifPresent(following -> rest.addFirst(new DueRange(following, range.to(), range.timing())));
            }
        }
        return due(next, all, List.copyOf(rest));
    }

    boolean hasSomethingToDo() {
        return !pending.isEmpty() || !backlog.isEmpty();
    }

    /** When there is something to do next. */
    Optional<Instant> wakeAt(String schedule, Definition definition, Instant now) {
        if (hasSomethingToDo()) {
            return Optional.of(now.plus(BETWEEN_LOOKS));
        }
        return next.map(due -> definition.carriedOutAt(schedule, due));
    }

    public Progression pause(boolean newPaused) {
        return new Progression(
                newPaused, next, pending, backlog, asked, last, done, skipped, missed, lastMissed, trouble);
    }

    private Progression due(Optional<Instant> newNext, List<Instant> newPending, List<DueRange> newBacklog) {
        return new Progression(
                paused, newNext, newPending, newBacklog, asked, last, done, skipped, missed, lastMissed, trouble);
    }

    /** Under another definition: what has come due stays, what comes next is by the new one, unless that has the same times. */
    Progression under(Definition definition, Definition former, Instant now) {
        boolean sameTimes = definition.timing().equals(former.timing());
        return new Progression(
                paused,
                sameTimes ? next : definition.times().next(now),
                pending,
                sameTimes
                        ? backlog
                        : backlog.stream()
                                .map(range -> range.formerly(former.timing()))
                                .toList(),
                false,
                last,
                done,
                skipped,
                missed,
                lastMissed,
                Optional.empty());
    }

    /** Also to be carried out, besides what is due by itself. */
    public Progression also(List<Instant> times) {
        List<Instant> all = new ArrayList<>(pending);
        all.addAll(times);
        return due(next, all, backlog);
    }

    /** Also to be carried out, in the end. */
    Progression also(DueRange range) {
        List<DueRange> all = new ArrayList<>(backlog);
        all.add(range);
        return due(next, pending, all);
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
                backlog,
                false,
                Optional.of(pending.get(0)),
                done + more,
                skipped + fewer,
                missed,
                lastMissed,
                why);
    }

    /** An instance is in the way of the first pending one, which waits. */
    Progression blocked(boolean nowAsked) {
        return new Progression(
                paused, next, pending, backlog, nowAsked, last, done, skipped, missed, lastMissed, trouble);
    }

    /** An instance is in the way, and only the newest due time waits; the others are skipped. */
    Progression blockedButNewest(DueTimes current) {
        List<Instant> newest = new ArrayList<>(pending);
        long all = pending.size();
        for (DueRange range : backlog) {
            DueTimes times = range.times(current);
            all += times.count(range.from(), range.to());
            times.last(range.from(), range.to()).ifPresent(newest::add);
        }
        return new Progression(
                paused,
                next,
                newest.subList(newest.size() - 1, newest.size()),
                List.of(),
                false,
                last,
                done,
                skipped + all - 1,
                missed,
                lastMissed,
                trouble);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
