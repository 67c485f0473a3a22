package org.signalbox.engine.schedule;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.signalbox.client.ScheduleState;
import org.signalbox.core.schedule.Definition;
import org.signalbox.core.schedule.Progression;
import org.signalbox.core.schedule.StoredSchedule;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.instance.InstanceStore;

/** The short transactions on schedules alone. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class ScheduleTransaction {

    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(10);

    @Inject
    private ScheduleStore schedules;

    @Inject
    private Clock clock;

    /**
     * Makes a schedule, or gives one another definition; what is pending stays pending.
     *
     * @return whether it is new
     */
    public boolean define(String id, Definition definition) {
        Instant now = clock.instant();
        Optional<StoredSchedule> former = schedules.lock(id);
        schedules.save(StoredSchedule.defined(id, definition, former, now), now);
        return former.isEmpty();
    }

    /** @return false if there is none */
    public boolean delete(String id) {
        return schedules.delete(id);
    }

    public Optional<StoredSchedule> find(String id) {
        return schedules.read(id);
    }

    /** In ascending order of their ids, behind that one. */
    public List<StoredSchedule> list(String after, int limit) {
        return schedules.list(after, limit);
    }

    /** @return the schedule afterwards; empty if there is none */
    public Optional<StoredSchedule> pause(String id, boolean paused) {
        return change(id, s -> s.with(s.progression().pause(paused)));
    }

    /** Adds a due time to those that are pending. */
    public Optional<StoredSchedule> alsoAt(String id, Instant time) {
        return change(id, s -> s.with(s.progression().also(List.of(time))));
    }

    /** @param filling gives the schedule with more due times to carry out */
    public Optional<StoredSchedule> fillBack(String id, UnaryOperator<StoredSchedule> filling) {
        return change(id, filling);
    }

    /** In ascending order, behind that one. */
    public List<String> ids(String after, int limit) {
        return schedules.ids(after, limit);
    }

    /** Claims due schedules for this server. */
    public List<String> claim(int limit) {
        Instant now = clock.instant();
        return schedules.claim(now, now.plus(InstanceStore.SWEEP_AFTER), limit);
    }

    /** With all that has come due; empty if there is none. */
    public Optional<StoredSchedule> advance(String id) {
        return change(id, UnaryOperator.identity());
    }

    private Optional<StoredSchedule> change(String id, UnaryOperator<StoredSchedule> work) {
        Instant now = clock.instant();
        Optional<StoredSchedule> before = schedules.lock(id);
        Optional<StoredSchedule> changed = before.map(s -> work.apply(s.advance(now)));
        changed.ifPresent(s -> {
            schedules.save(s, now);
            tellMissed(before.orElseThrow().progression(), s);
        });
        return changed;
    }

    /** Not again and again of a schedule whose {@code catchUp} is so short that it always misses. */
    private static void tellMissed(Progression before, StoredSchedule after) {
        after.progression()
                .lastMissed()
                .filter(missed -> isNews(before, missed))
                .ifPresent(missed -> ScheduleLog.LOG.missed(after.id(), missed.count(), missed.from(), missed.to()));
    }

    private static boolean isNews(Progression before, ScheduleState.Missed missed) {
        return before.lastMissed()
                .filter(told ->
                        told.equals(missed) || told.to().plus(BETWEEN_WARNINGS).isAfter(missed.from()))
                .isEmpty();
    }
}
