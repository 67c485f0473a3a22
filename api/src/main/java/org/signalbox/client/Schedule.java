package org.signalbox.client;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is started or signalled again and again, and when.
 *
 * @param id of up to 100 characters
 * @param every a rhythm of a second or more, counted from {@code from} or else from 1970; or {@code calendar}
 * @param from nothing is due before
 * @param until nothing is due after
 * @param jitter each due time is put off by a part of this, always the same part for the same due time
 * @param catchUp how late something may still be carried out, after an outage for example; one hour if absent; all durations
 *     and points in time are within {@link TimeLimit}
 * @param start what is started, without a start id and options; or {@code signal}
 * @param signal what is sent; its signal id is made of the schedule's id and the due time
 */
public record Schedule(
        String id,
        Optional<Duration> every,
        Optional<ScheduleCalendar> calendar,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<Duration> jitter,
        Optional<Duration> catchUp,
        Overlap overlap,
        Optional<StartRequest> start,
        Optional<SignalRequest> signal) {

    private static final int LONGEST_ID = 100;

    /** @throws IllegalArgumentException if the id is none */
    public Schedule {
        Identifiers.check("id of the schedule", id);
        if (id.length() > LONGEST_ID) {
            throw new IllegalArgumentException(
                    "The id of a schedule may have " + LONGEST_ID + " characters, not " + id.length() + ".");
        }
    }

    /** What happens when an instance is to be started and still runs. */
    public enum Overlap {
        /** Nothing is started. */
        SKIP,
        /** The newest due time waits for its end, others are skipped. */
        BUFFER_ONE,
        /** All wait for its end. */
        BUFFER_ALL,
        /** It is asked to cancel, and the next one starts when it has ended. */
        CANCEL_OTHER,
        /** It is terminated. */
        TERMINATE_OTHER,
        /** Each has an id of its own: the workflow id with the due time behind it. */
        ALLOW
    }

    /** One that comes in a rhythm; say what it does by {@link #starting} or {@link #sending}. */
    public static Schedule every(String id, Duration rhythm) {
        return of(id, Optional.of(rhythm), Optional.empty());
    }

    /** One that comes at times of the calendar; say what it does by {@link #starting} or {@link #sending}. */
    public static Schedule at(String id, ScheduleCalendar calendar) {
        return of(id, Optional.empty(), Optional.of(calendar));
    }

    private static Schedule of(String id, Optional<Duration> every, Optional<ScheduleCalendar> calendar) {
        return new Schedule(
                id,
                every,
                calendar,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Overlap.SKIP,
                Optional.empty(),
                Optional.empty());
    }

    /** @throws IllegalArgumentException if the request says more than type, id and input */
    public Schedule starting(StartRequest request) {
        if (request.startId().isPresent() || !request.options().equals(StartOptions.NONE)) {
            throw new IllegalArgumentException("A schedule starts without start id and options of its own.");
        }
        return new Schedule(
                id, every, calendar, from, until, jitter, catchUp, overlap, Optional.of(request), Optional.empty());
    }

    /** @throws IllegalArgumentException if the request has a signal id, options of its start or a time to be held */
    public Schedule sending(SignalRequest request) {
        if (request.identified()
                || request.holdFor().isPresent()
                || !request.options().equals(StartOptions.NONE)) {
            throw new IllegalArgumentException("A schedule sends without signal id, start options and time to hold.");
        }
        return new Schedule(
                id, every, calendar, from, until, jitter, catchUp, overlap, Optional.empty(), Optional.of(request));
    }

    public Schedule from(Instant time) {
        return new Schedule(id, every, calendar, Optional.of(time), until, jitter, catchUp, overlap, start, signal);
    }

    public Schedule until(Instant time) {
        return new Schedule(id, every, calendar, from, Optional.of(time), jitter, catchUp, overlap, start, signal);
    }

    public Schedule jitter(Duration most) {
        return new Schedule(id, every, calendar, from, until, Optional.of(most), catchUp, overlap, start, signal);
    }

    public Schedule catchUp(Duration most) {
        return new Schedule(id, every, calendar, from, until, jitter, Optional.of(most), overlap, start, signal);
    }

    public Schedule overlapping(Overlap newOverlap) {
        return new Schedule(id, every, calendar, from, until, jitter, catchUp, newOverlap, start, signal);
    }
}
