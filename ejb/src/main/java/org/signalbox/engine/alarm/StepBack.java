package org.signalbox.engine.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.engine.gate.GroupCommit;
import org.signalbox.engine.schedule.Schedules;
import org.signalbox.engine.timer.TimerStore;

/**
 * Repairs rows after the clock has stepped back: claims, pauses and rhythms that were computed by the later time would last for
 * as long as the step was. What has a due time of its own keeps it.
 *
 * <p>Idempotent, but for pauses before attempts of activities, which may get shorter; in many short transactions.
 */
@ApplicationScoped
public class StepBack {

    private static final int AT_ONCE = 256;

    /** What waits for no longer than this because of a step need not be repaired. */
    private static final Duration BEARABLE = Duration.ofSeconds(5);

    @Inject
    private StepBackTransaction transaction;

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private TimerStore timers;

    @Inject
    private Schedules schedules;

    void repair(Duration by) {
        if (by.compareTo(BEARABLE) < 0) {
            return;
        }
        all(transaction::freeTimers);
        all(transaction::freeInstances);
        all(transaction::freeMail);
        all(transaction::bringBackHeld);
        bringBackActivities(by);
        bringBackRhythms(by);
        schedules.bringBack();
    }

    private static void all(IntUnaryOperator some) {
        while (some.applyAsInt(AT_ONCE) == AT_ONCE) {
            // there may be more
        }
    }

    private void bringBackActivities(Duration by) {
        Optional<ActivityKey> last = Optional.empty();
        do {
            last = transaction.bringBackActivities(by, last, AT_ONCE);
        } while (last.isPresent());
    }

    private void bringBackRhythms(Duration by) {
        Optional<TimerStore.Due> last = Optional.empty();
        do {
            TimerStore.Rhythms some = transaction.rhythms(by, last, AT_ONCE);
            groupCommit.submitAll(some.farAhead().stream()
                    .map(r -> new RhythmErrand(r, timers))
                    .toList());
            last = some.last();
        } while (last.isPresent());
    }
}
