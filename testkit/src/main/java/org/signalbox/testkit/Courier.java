package org.signalbox.testkit;

import java.util.Optional;
import org.signalbox.client.Receipt;
import org.signalbox.core.machine.Child;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Mail;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.RunEnd;
import org.signalbox.core.turn.Command;

/** Brings what instances ask of each other: later, but at the same virtual time and in the order in which they asked. */
final class Courier {

    private final Agenda agenda;
    private final Store store;
    private final Engine engine;
    private final FakeChildren fakes;

    Courier(Agenda agenda, Store store, Engine engine, FakeChildren fakes) {
        this.agenda = agenda;
        this.store = store;
        this.engine = engine;
        this.fakes = fakes;
    }

    /** Takes mail over, as text, as on the server. */
    void send(Mail mail) {
        String text = mail.write();
        agenda.note(agenda.instant(), () -> bring(Mail.read(mail.kind(), text)));
    }

    void start(Command.StartChild command, int run) {
        Child child = Child.of(command, run);
        store.put(child);
        send(child.start(command.input()));
    }

    /** Tells the relatives of a run that has just ended. */
    void tellEnd(RunEnd end) {
        for (Child child : store.openChildren()) {
            if (child.workflowId().equals(end.workflowId()) && child.isRunningAs(end.run())) {
                store.put(child.after(end));
                child.end(end).ifPresent(this::send);
            } else if (child.isOf(end.workflowId(), end.run())) {
                child.leftBehind().ifPresent(this::send);
            }
        }
    }

    private void bring(Mail mail) {
        if (mail instanceof Mail.Signal signal) {
            Receipt receipt = engine.signal(signal.signal());
            signal.answer(receipt).ifPresent(this::send);
        } else if (mail instanceof Mail.Start start) {
            start(start);
        } else {
            request(mail, store.instance(mail.to())).ifPresent(engine::decide);
        }
    }

    private Optional<Request> request(Mail mail, Optional<Instance> instance) {
        if (mail instanceof Mail.Stop stop) {
            return stop.request(instance, store.child(stop.child()));
        }
        return mail instanceof Mail.Answer answer ? answer.request(instance) : ((Mail.End) mail).request(instance);
    }

    private void start(Mail.Start start) {
        Child child = store.child(start.asker().key()).orElseThrow();
        Optional<Mail> played = fakes.play(child, start.input());
        if (played.isPresent()) {
            store.put(child.played());
            send(played.get());
            return;
        }
        engine.decide(start.request(), verdict -> {
            store.put(child.started(verdict));
            child.refused(verdict).ifPresent(this::send);
        });
    }
}
