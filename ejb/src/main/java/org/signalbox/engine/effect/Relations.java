package org.signalbox.engine.effect;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.signalbox.core.machine.Child;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Mail;
import org.signalbox.core.machine.RunEnd;
import org.signalbox.core.turn.Command;
import org.signalbox.engine.instance.InstanceStore;
import org.signalbox.engine.mail.ChildStore;
import org.signalbox.engine.mail.MailStore;

/** Writes what turns ask of other instances, and what the end of a run means to its relatives. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Relations {

    @Inject
    private MailStore mail;

    @Inject
    private ChildStore children;

    static boolean carriesOut(Command command) {
        return command instanceof Command.SendSignal
                || command instanceof Command.StartChild
                || command instanceof Command.CancelChild;
    }

    /** In the order in which it was asked for, each table in one go; a turn that asks for nothing costs nothing. */
    void write(List<Changes.Order> orders, Instant now, Outbox outbox) {
        Batch batch = new Batch(new ArrayList<>(0), new ArrayList<>(0));
        Map<Instance, Iterator<RunEnd>> ends = new HashMap<>();
        for (Changes.Order order : orders) {
            Instance instance = order.instance();
            if (order.command() instanceof Command.SendSignal signal) {
                batch.mail.add(new MailStore.Sent(instance.id(), Mail.Signal.of(signal, instance.run())));
            } else if (order.command() instanceof Command.StartChild command) {
                Child child = Child.of(command, instance.run());
                batch.children.add(child);
                batch.mail.add(new MailStore.Sent(instance.id(), child.start(command.input())));
            } else if (order.command() instanceof Command.CancelChild child) {
                batch.mail.add(new MailStore.Sent(instance.id(), Child.stop(child)));
            } else if (order.command() instanceof Command.CancelAllTimers) {
                write(batch, now, outbox); // among them may be children of the run that ends
                end(ends.computeIfAbsent(instance, i -> endsOf(i, orders)).next(), batch);
            }
        }
        write(batch, now, outbox);
    }

    private record Batch(List<MailStore.Sent> mail, List<Child> children) {}

    private void write(Batch batch, Instant now, Outbox outbox) {
        if (batch.mail.isEmpty()) {
            return; // children come with the mail that starts them
        }
        children.ask(batch.children);
        mail.send(batch.mail, now.plus(InstanceStore.SWEEP_AFTER));
        batch.mail.forEach(sent -> outbox.bringMailOf(sent.from()));
        batch.children.clear();
        batch.mail.clear();
    }

    /** What one request decided has the instance as it is after that request beside it. */
    private static Iterator<RunEnd> endsOf(Instance after, List<Changes.Order> orders) {
        return RunEnd.of(
                        after,
                        orders.stream()
                                .filter(order -> order.instance().equals(after))
                                .map(Changes.Order::command)
                                .toList())
                .iterator();
    }

    private void end(RunEnd end, Batch batch) {
        for (Child child : children.open(end.workflowId(), end.run())) {
            if (child.isOf(end.workflowId(), end.run())) {
                child.leftBehind().ifPresent(stop -> batch.mail.add(new MailStore.Sent(end.workflowId(), stop)));
            } else {
                children.change(child.after(end));
                // it belongs to the mail of the parent, whose courier brings the ends of many together
                child.end(end)
                        .ifPresent(told ->
                                batch.mail.add(new MailStore.Sent(child.key().workflowId(), told)));
            }
        }
    }
}
