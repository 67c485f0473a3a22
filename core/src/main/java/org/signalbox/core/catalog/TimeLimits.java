package org.signalbox.core.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.signalbox.activity.Activity;
import org.signalbox.client.TimeLimit;

/**
 * How long an activity may take.
 *
 * @param startToClose one attempt
 * @param scheduleToStart until the first attempt begins
 * @param scheduleToClose all in all
 * @param heartbeat between two signs of life of an attempt
 */
public record TimeLimits(
        Duration startToClose,
        Optional<Duration> scheduleToStart,
        Optional<Duration> scheduleToClose,
        Optional<Duration> heartbeat) {

    /** So often within the time between two heartbeats can one be written. */
    private static final int WRITES_PER_HEARTBEAT = 3;

    private static final Duration LONGEST_BETWEEN_WRITES = Duration.ofSeconds(5);

    public TimeLimits {
        check("startToClose", Optional.of(startToClose));
        check("scheduleToStart", scheduleToStart);
        check("scheduleToClose", scheduleToClose);
        check("heartbeat", heartbeat);
        checkShorter("heartbeat", heartbeat, "startToClose", Optional.of(startToClose));
        checkShorter("scheduleToStart", scheduleToStart, "scheduleToClose", scheduleToClose);
    }

    static TimeLimits of(Activity options) {
        return new TimeLimits(
                Duration.parse(options.startToClose()),
                parse(options.scheduleToStart()),
                parse(options.scheduleToClose()),
                parse(options.heartbeat()));
    }

    private static Optional<Duration> parse(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(Duration.parse(text));
    }

    private static void check(String name, Optional<Duration> time) {
        time.ifPresent(t -> TimeLimit.positive(name, t));
    }

    /** One that is not shorter would never count, and whoever gave it meant something else. */
    private static void checkShorter(String name, Optional<Duration> time, String other, Optional<Duration> longer) {
        if (time.isPresent() && longer.isPresent() && time.get().compareTo(longer.get()) >= 0) {
            throw new IllegalArgumentException(name + " (" + time.get() + ") must be shorter than " + other + " ("
                    + longer.get() + "), or it has no effect");
        }
    }

    /** When the activity must have its outcome. */
    public Optional<Instant> closeBy(Instant scheduled) {
        return scheduleToClose.map(scheduled::plus);
    }

    /**
     * Until when it can wait for its next attempt.
     *
     * @param begun whether there was one before
     */
    public Optional<Instant> waitsUntil(Instant scheduled, boolean begun) {
        Optional<Instant> start = begun ? Optional.empty() : scheduleToStart.map(scheduled::plus);
        return Stream.concat(start.stream(), closeBy(scheduled).stream()).min(Instant::compareTo);
    }

    /** When an attempt is over, heartbeats or not. */
    public Instant end(Instant scheduled, Instant begun) {
        Instant end = begun.plus(startToClose);
        return closeBy(scheduled).filter(end::isAfter).orElse(end);
    }

    /** When an attempt is over unless there is a heartbeat before. */
    public Instant end(Instant scheduled, Instant begun, Instant lastHeartbeat) {
        Instant end = end(scheduled, begun);
        return heartbeat.map(lastHeartbeat::plus).filter(end::isAfter).orElse(end);
    }

    /** How long after a heartbeat that was written the next one need not be. */
    public Duration betweenWrites() {
        return heartbeat
                .map(h -> h.dividedBy(WRITES_PER_HEARTBEAT))
                .filter(h -> h.compareTo(LONGEST_BETWEEN_WRITES) < 0)
                .orElse(LONGEST_BETWEEN_WRITES);
    }

    /** Why an attempt is over that has no end at that time. */
    public String lateness(int attempt, Instant scheduled, Instant begun, Instant now) {
        String which = "Attempt " + attempt + ", begun at " + begun + ", ";
        return heartbeat.isPresent() && now.isBefore(end(scheduled, begun))
                ? which + "gave no sign of life for " + heartbeat.get()
                : which + "did not end in time";
    }
}
