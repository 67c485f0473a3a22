package org.signalbox.testkit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.signalbox.client.Schedule;
import org.signalbox.client.ScheduleClient;
import org.signalbox.client.ScheduleState;
import org.signalbox.core.schedule.Definition;
import org.signalbox.core.schedule.Occurrence;
import org.signalbox.core.schedule.ScheduleText;
import org.signalbox.core.schedule.StoredSchedule;

/** Schedules on the virtual clock. */
final class KitSchedules implements ScheduleClient {

    private final Map<String, StoredSchedule> schedules = new TreeMap<>();
    private final Map<String, Instant> noted = new HashMap<>();
    private final Agenda agenda;
    private final Supplier<Engine> engine;

    KitSchedules(Agenda agenda, Supplier<Engine> engine) {
        this.agenda = agenda;
        this.engine = engine;
    }

    @Override
    public boolean define(Schedule schedule) {
        Definition definition = ScheduleText.definition(schedule);
        Optional<StoredSchedule> former = stored(schedule.id());
        StoredSchedule.check(definition, former, agenda.instant());
        put(StoredSchedule.defined(schedule.id(), definition, former, agenda.instant()));
        agenda.settle();
        return former.isEmpty();
    }

    @Override
    public Optional<ScheduleState> find(String id) {
        return stored(id).map(StoredSchedule::state);
    }

    @Override
    public List<ScheduleState> list(String after, int limit) {
        return schedules.values().stream()
                .filter(s -> s.id().compareTo(after) > 0)
                .limit(limit)
                .map(StoredSchedule::state)
                .toList();
    }

    @Override
    public Optional<ScheduleState> pause(String id) {
        return change(id, s -> s.with(s.progression().pause(true)));
    }

    @Override
    public Optional<ScheduleState> resume(String id) {
        return change(id, s -> s.with(s.progression().pause(false)));
    }

    @Override
    public Optional<ScheduleState> trigger(String id) {
        List<Instant> now = List.of(agenda.instant().truncatedTo(ChronoUnit.MILLIS));
        return change(id, s -> s.with(s.progression().also(now)));
    }

    @Override
    public Optional<ScheduleState> backfill(String id, Instant from, Instant to) {
        return change(id, s -> s.filledBack(from, to, agenda.instant()));
    }

    @Override
    public boolean delete(String id) {
        return schedules.remove(id) != null;
    }

    private Optional<ScheduleState> change(String id, UnaryOperator<StoredSchedule> work) {
        stored(id).ifPresent(s -> put(work.apply(s.advance(agenda.instant()))));
        agenda.settle();
        return find(id);
    }

    private Optional<StoredSchedule> stored(String id) {
        return Optional.ofNullable(schedules.get(id));
    }

    /** There is one look to come per schedule; what was noted before for another time finds that and does nothing. */
    private void put(StoredSchedule schedule) {
        schedules.put(schedule.id(), schedule);
        look(!schedule.hasSomethingToDo() ? schedule.wakeAt(agenda.instant()) : now(), schedule.id());
    }

    private Optional<Instant> now() {
        return Optional.of(agenda.instant());
    }

    private void look(Optional<Instant> at, String id) {
        at.ifPresent(time -> {
            if (!time.equals(noted.put(id, time))) {
                agenda.note(time, () -> {
                    if (noted.remove(id, time)) {
                        carryOut(id);
                    }
                });
            }
        });
    }

    private void carryOut(String id) {
        Optional<StoredSchedule> found = stored(id).map(s -> s.advance(agenda.instant()));
        if (found.isEmpty()) {
            return;
        }
        StoredSchedule schedule = found.get();
        boolean goesOn = true;
        while (goesOn && schedule.hasSomethingToDo()) {
            Occurrence.Outcome outcome = engine.get().carryOut(new Occurrence(schedule), schedule.progression());
            schedule = schedule.with(outcome.progression()).advance(agenda.instant());
            goesOn = outcome.goesOn();
        }
        schedules.put(id, schedule);
        look(schedule.wakeAt(agenda.instant()), id);
    }
}
