package org.signalbox.engine.schedule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Refused;
import org.signalbox.core.schedule.Definition;
import org.signalbox.core.schedule.StoredSchedule;
import org.signalbox.engine.gate.GroupCommit;
import org.signalbox.engine.undeliverable.HeldStore;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/** Carries out what schedules have due, and what an operator wants of them besides. */
@ApplicationScoped
public class Schedules {

    /** So long, in nanoseconds, other schedules wait for one that has more to do. */
    private static final long SHARE = Duration.ofMillis(200).toNanos();

    private static final int TOGETHER = 50;

    private static final int AT_ONCE = 256;

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

    /**
     * Makes a schedule, or gives one another definition; what is pending stays pending.
     *
     * @return whether it is new
     * @throws Refused {@code BAD_PAYLOAD} if it can't be, telling why
     */
    public boolean define(String id, Definition definition) {
        StoredSchedule.check(definition, transaction.find(id), clock.instant());
        return transaction.define(id, definition);
    }

    /** Goes on at the next right times after the clock has stepped back. */
    public void bringBack() {
        String last = "";
        List<String> some = transaction.ids(last, AT_ONCE);
        while (!some.isEmpty()) {
            some.forEach(transaction::advance); // which also ends a claim that would last too long
            last = some.get(some.size() - 1);
            some = transaction.ids(last, AT_ONCE);
        }
    }

    /**
     * Does what one schedule has due, for a short time.
     *
     * @return whether it can go on at once
     */
    boolean carryOut(String id) {
        long begun = System.nanoTime();
        boolean goesOn = true;
        while (goesOn && System.nanoTime() - begun < SHARE) {
            Optional<StoredSchedule> schedule = transaction.advance(id);
            goesOn = schedule.filter(StoredSchedule::hasSomethingToDo)
                    .map(this::carryOut)
                    .orElse(false);
        }
        return goesOn;
    }

    /** As many due times as may share a transaction. If one of them fails, those behind it find that they are not the first. */
    private boolean carryOut(StoredSchedule schedule) {
        List<Instant> due = schedule.progression().pending();
        if (schedule.isIndependent()) {
            groupCommit.submitAll(due.stream()
                    .limit(TOGETHER)
                    .map(time -> errand(schedule, time))
                    .toList());
            return true;
        }
        return groupCommit.submit(errand(schedule, due.get(0)));
    }

    private ScheduleErrand errand(StoredSchedule schedule, Instant due) {
        return new ScheduleErrand(schedule, due, store, undeliverable, held);
    }

    /** Carries it out now, besides what is due by itself, paused or not. */
    public Optional<StoredSchedule> trigger(String id) {
        return transaction.alsoAt(id, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /**
     * Carries out what would have been due in a time that is over, however late.
     *
     * @throws Refused if these are too many, or the time is not over
     */
    public Optional<StoredSchedule> backfill(String id, Instant from, Instant to) {
        Instant now = clock.instant();
        return transaction
                .find(id)
                .map(s -> s.filledBack(from, to, now)) // outside of the transaction, where it may be refused
                .flatMap(s -> transaction.fillBack(id, current -> current.filledBack(from, to, now)));
    }
}
