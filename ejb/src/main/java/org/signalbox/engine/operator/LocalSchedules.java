package org.signalbox.engine.operator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Schedule;
import org.signalbox.client.ScheduleClient;
import org.signalbox.client.ScheduleState;
import org.signalbox.core.schedule.ScheduleText;
import org.signalbox.core.schedule.StoredSchedule;
import org.signalbox.engine.schedule.ScheduleTransaction;
import org.signalbox.engine.schedule.Schedules;

/** Schedules for Java code of the same application. */
@ApplicationScoped
class LocalSchedules implements ScheduleClient {

    @Inject
    private ScheduleTransaction transaction;

    @Inject
    private Schedules schedules;

    @Override
    public boolean define(Schedule schedule) {
        return schedules.define(schedule.id(), ScheduleText.definition(schedule));
    }

    @Override
    public Optional<ScheduleState> find(String id) {
        return transaction.find(id).map(StoredSchedule::state);
    }

    @Override
    public List<ScheduleState> list(String after, int limit) {
        return transaction.list(after, limit).stream()
                .map(StoredSchedule::state)
                .toList();
    }

    @Override
    public Optional<ScheduleState> pause(String id) {
        return transaction.pause(id, true).map(StoredSchedule::state);
    }

    @Override
    public Optional<ScheduleState> resume(String id) {
        return transaction.pause(id, false).map(StoredSchedule::state);
    }

    @Override
    public Optional<ScheduleState> trigger(String id) {
        return schedules.trigger(id).map(StoredSchedule::state);
    }

    @Override
    public Optional<ScheduleState> backfill(String id, Instant from, Instant to) {
        return schedules.backfill(id, from, to).map(StoredSchedule::state);
    }

    @Override
    public boolean delete(String id) {
        return transaction.delete(id);
    }
}
