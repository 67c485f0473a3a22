package org.signalbox.engine.effect;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Verdict;
import org.signalbox.core.turn.Command;
import org.signalbox.engine.activity.ActivityStore;
import org.signalbox.engine.instance.InstanceStore;
import org.signalbox.engine.journal.JournalStore;
import org.signalbox.engine.timer.TimerStore;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/** Writes what the machine decided. Needs the caller's transaction and the instance's lock. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Effects {

    @Inject
    private InstanceStore instances;

    @Inject
    private JournalStore journal;

    @Inject
    private ActivityStore activities;

    @Inject
    private TimerStore timers;

    @Inject
    private UndeliverableStore undeliverable;

    /** @param before the sequence up to which entries are in the journal already */
    public void apply(Verdict.Taken taken, long before, Instant now, Outbox outbox) {
        Instance after = taken.after();
        for (Entry entry : taken.entries()) {
            if (entry.sequence() > before) {
                journal.append(after.id(), entry, now);
            } else {
                journal.advance(after.id(), entry, now);
            }
        }
        for (Command command : taken.commands()) {
            carryOut(command, after, now, outbox);
        }
        for (Verdict.Rejection rejection : taken.rejections()) {
            undeliverable.keep(
                    RawSignal.of(after.id().value(), rejection.signal()), rejection.reason(), rejection.detail(), now);
        }
        instances.change(after, now);
        if (after.waiting() > 0 && after.parking().isEmpty()) {
            outbox.resume(after.id());
        } else {
            outbox.dontResume(after.id());
        }
    }

    private void carryOut(Command command, Instance instance, Instant now, Outbox outbox) {
        if (command instanceof Command.ScheduleActivity activity) {
            outbox.send(activities.schedule(activity, instance.run(), now, now.plus(InstanceStore.SWEEP_AFTER)));
        } else if (command instanceof Command.SetTimer timer) {
            timers.set(instance.id(), timer.timer(), timer.dueAt(), timer.every());
        } else if (command instanceof Command.CancelTimer timer) {
            timers.cancel(instance.id(), timer.timer());
        } else {
            timers.cancelAll(instance.id());
        }
    }
}
