package org.signalbox.engine.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Refused;
import org.signalbox.core.schedule.StoredSchedule;
import org.signalbox.engine.gate.GroupCommit;
import org.signalbox.engine.undeliverable.HeldStore;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/** Carries out what schedules have due, and what an operator wants of them besides. */
@ApplicationScoped
public class Schedules {

    @Inject
    private ScheduleTransaction transaction;

    @Inject
    private ScheduleStore store;

    @Inject
    private UndeliverableStore undeliverable;

    @Inject
    private HeldStore held;

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private Clock clock;

    /** Claims schedules that are due, for {@link #carryOut}. */
    public List<String> claim(int limit) {
        return transaction.claim(limit);
    }

    /** Does all that one schedule has due, as far as nothing is in the way. */
    public void carryOut(String id) {
        boolean goesOn = true;
        while (goesOn) {
            Optional<StoredSchedule> schedule = transaction.advance(id);
            goesOn = schedule.filter(s -> !s.progression().pending().isEmpty())
                    .map(s -> groupCommit.submit(new ScheduleErrand(s, store, undeliverable, held)))
                    .orElse(false);
        }
    }

    /** Carries it out now, besides what is due by itself, paused or not. */
    public Optional<StoredSchedule> trigger(String id) {
        return transaction.alsoAt(id, List.of(clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /**
     * Carries out what would have been due in a time that is over, however late.
     *
     * @throws Refused if these are too many
     */
    public Optional<StoredSchedule> backfill(String id, Instant from, Instant to) {
        return transaction.find(id).flatMap(s -> transaction.alsoAt(id, s.dueBetween(from, to)));
    }
}
