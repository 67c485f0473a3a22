package org.signalbox.engine.effect;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.signalbox.core.machine.Accepted;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Sent;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.turn.Command;
import org.signalbox.engine.activity.ActivityStore;
import org.signalbox.engine.instance.AttributeStore;
import org.signalbox.engine.instance.HotRows;
import org.signalbox.engine.instance.InstanceStore;
import org.signalbox.engine.journal.AnswerStore;
import org.signalbox.engine.journal.JournalStore;
import org.signalbox.engine.journal.Remembered;
import org.signalbox.engine.journal.SignalKey;
import org.signalbox.engine.line.LineStore;
import org.signalbox.engine.server.ThisServer;
import org.signalbox.engine.timer.TimerStore;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/** Writes what the machine decided. Needs the caller's transaction and the instances' locks. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Effects {

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    @Inject
    private StoredPayloads payloads;

    @Inject
    private ThisServer server;

    @Inject
    private AttributeStore attributes;

    @Inject
    private AnswerStore answers;

    @Inject
    private JournalStore journal;

    @Inject
    private ActivityStore activities;

    @Inject
    private TimerStore timers;

    @Inject
    private Relations relations;

    @Inject
    private UndeliverableStore undeliverable;

    /** Writes what was collected, each table in one go, and empties the collection. */
    public void write(Changes changes, Instant now, Outbox outbox) {
        Map<SignalKey, Remembered> first =
                journal.remembered(changes.refusals().stream().map(Effects::key).toList());
        List<HotRows.Write<?>> writes = new ArrayList<>();
        writes.add(JournalStore.appended(changes.appended(), now, payloads, server.id()));
        writes.add(JournalStore.advanced(changes.advanced(), now, payloads, server.id()));
        outbox.turns(changes.appended().size() + changes.advanced().size());
        writes.addAll(LineStore.changed(changes.lines(), now, payloads));
        writes.add(InstanceStore.changed(changes.instances(), now, payloads));
        HotRows.write(dataSource, writes);
        for (Changes.Order order : changes.orders()) {
            carryOut(order.command(), order.instance(), now, outbox);
        }
        if (!changes.orders().isEmpty()) {
            relations.write(changes.orders(), now, outbox);
        }
        for (Changes.Refusal refusal : changes.refusals()) {
            undeliverable.keep(
                    raw(refusal, Optional.ofNullable(first.get(key(refusal)))),
                    refusal.rejection().reason(),
                    refusal.rejection().detail(),
                    now);
        }
        for (Instance after : changes.instances()) {
            outbox.changed(after.id());
            if (after.isUnfinished() && after.parking().isEmpty()) {
                outbox.resume(after.id());
            } else {
                outbox.dontResume(after.id());
            }
        }
        changes.clear();
    }

    private static SignalKey key(Changes.Refusal refusal) {
        return new SignalKey(refusal.workflowId(), refusal.rejection().signal().signalId());
    }

    /** With what its sender sent, if an operator has changed that: sent again, it is still the same for its sender. */
    private RawSignal raw(Changes.Refusal refusal, Optional<Remembered> first) {
        String id = refusal.workflowId().value();
        Event.Signalled signal = refusal.rejection().signal();
        RawSignal raw = RawSignal.of(id, signal);
        return first.map(Remembered::accepted)
                .filter(accepted -> Sent.of(signal)
                        .flatMap(s -> s.reuse(accepted, id, payloads))
                        .isPresent())
                .flatMap(Accepted::fingerprint)
                .map(raw::editedFrom)
                .orElse(raw);
    }

    private void carryOut(Command command, Instance instance, Instant now, Outbox outbox) {
        if (command instanceof Command.ScheduleActivity activity) {
            outbox.send(activities.schedule(activity, instance.run(), now));
        } else if (command instanceof Command.CancelActivity cancel) {
            activities.cancel(cancel.key(), now);
        } else if (command instanceof Command.SetTimer timer) {
            timers.set(instance.id(), timer.timer(), timer.dueAt(), timer.every());
        } else if (command instanceof Command.CancelTimer timer) {
            timers.cancel(instance.id(), timer.timer());
        } else if (command instanceof Command.Index index) {
            attributes.set(instance.id(), index.type(), index.changed(), index.values());
        } else if (command instanceof Command.Answer answer) {
            answers.add(instance.id(), answer, now);
            outbox.answered(instance.id());
        } else if (command instanceof Command.Edit edit) {
            journal.edit(instance.id(), edit);
        } else if (command instanceof Command.DropActivities drop) {
            activities.drop(instance.id(), drop.run(), now);
        } else if (command instanceof Command.CancelAllTimers) {
            timers.cancelAll(instance.id());
        } else if (!Relations.carriesOut(command)) {
            throw new IllegalStateException("Nobody carries out " + command.describe());
        }
    }
}
