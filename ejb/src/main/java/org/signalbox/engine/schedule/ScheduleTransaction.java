package org.signalbox.engine.schedule;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.signalbox.core.schedule.Definition;
import org.signalbox.core.schedule.StoredSchedule;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.instance.InstanceStore;

/** The short transactions on schedules alone. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class ScheduleTransaction {

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

    /** Adds due times to those that are pending. */
    public Optional<StoredSchedule> alsoAt(String id, List<Instant> times) {
        return change(id, s -> s.with(s.progression().also(times)));
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
        Optional<StoredSchedule> changed = schedules.lock(id).map(s -> work.apply(s.advance(now)));
        changed.ifPresent(s -> schedules.save(s, now));
        return changed;
    }
}
