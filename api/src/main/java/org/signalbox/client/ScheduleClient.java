package org.signalbox.client;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes and steers schedules from Java code of the same application; injected with {@code @Inject}. Each call is a
 * transaction of its own; while the database is away it fails with {@link Unavailable} and may be repeated.
 */
public interface ScheduleClient {

    /**
     * Makes a schedule, or gives the one of that id another definition; what is pending stays pending. To make the same one
     * again whenever the application begins is harmless.
     *
     * @return whether it is new
     * @throws Refused {@code BAD_PAYLOAD} if it can't be, for example because nothing of it ever comes due, telling why; the
     *     same definition again is not refused although it may be over
     */
    boolean define(Schedule schedule);

    /** What is known of a schedule; empty if there is none. */
    Optional<ScheduleState> find(String id);

    /**
     * Schedules in ascending order of their ids.
     *
     * @param after the last id of the page before; empty text for the first page
     * @param limit how many at most
     */
    List<ScheduleState> list(String after, int limit);

    /** From now on what comes due is dropped. Empty if there is no such schedule. */
    Optional<ScheduleState> pause(String id);

    /** What comes due is carried out again. Empty if there is no such schedule. */
    Optional<ScheduleState> resume(String id);

    /** Carries it out now, besides what is due by itself, paused or not. Empty if there is no such schedule. */
    Optional<ScheduleState> trigger(String id);

    /**
     * Carries out what would have been due in a time that is over, however late. A signal is not sent a second time for the same
     * due time. Empty if there is no such schedule.
     *
     * @throws Refused {@code TOO_LARGE} if there are more than 1,000 due times, {@code MALFORMED} if the time is not over
     */
    Optional<ScheduleState> backfill(String id, Instant from, Instant to);

    /**
     * Removes a schedule; what it has started goes on.
     *
     * @return whether there was one
     */
    boolean delete(String id);
}
