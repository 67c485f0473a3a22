package org.signalbox.core.machine;

import java.util.Optional;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.payload.Json;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.core.turn.Command;

/**
 * What one instance asks of another, or is answered. It belongs to the instance that asks; whoever drives the machine keeps it
 * in the transaction of the turn that made it, brings it after the commit, and takes it away in the transaction in which it
 * takes effect. Mail of one instance to one other is brought in the order in which it was asked for; answers in any.
 */
public sealed interface Mail {

    /** To whom it is to be brought. */
    WorkflowId to();

    Kind kind();

    /** The kinds of mail. */
    enum Kind {
        SIGNAL(Signal.class),
        RECEIPT(Answer.class),
        START(Start.class),
        STOP(Stop.class),
        END(End.class);

        private final Class<? extends Mail> type;

        Kind(Class<? extends Mail> type) {
            this.type = type;
        }

        /** Whether it comes back to the one who asked. */
        public boolean isAnswer() {
            return this == RECEIPT || this == END;
        }
    }

    /** Who wants to know how it ended, in which of its runs. */
    record Asker(ActivityKey key, int run) {

        /** Whether that run still goes on; if not, nobody waits any more. */
        private boolean isIn(Instance instance) {
            return instance.status().isRunning() && instance.run() == run;
        }
    }

    /** @param asker present if the receipt is waited for */
    record Signal(Request.Signal signal, Optional<Asker> asker) implements Mail {

        /** What a turn of that run asked for. */
        public static Mail of(Command.SendSignal command, int run) {
            Request.Signal signal = new Request.Signal(
                    command.to(),
                    command.signal(),
                    command.payload(),
                    command.signalId(),
                    command.startType().map(type -> new Request.StartWith(type, command.startInput())),
                    command.holdFor());
            return new Signal(
                    signal, command.awaited() ? Optional.of(new Asker(command.key(), run)) : Optional.empty());
        }

        @Override
        public WorkflowId to() {
            return signal.workflowId();
        }

        @Override
        public Kind kind() {
            return Kind.SIGNAL;
        }

        /** What the one who asked is to be answered, if it wants to be. */
        public Optional<Mail> answer(Receipt receipt) {
            ActivityOutcome outcome = receipt.outcome() == Outcome.REJECTED
                    ? ActivityOutcome.Failed.of(receipt.reason().orElse(Reason.MALFORMED), receipt.detail())
                    : new ActivityOutcome.Completed(Json.write(receipt));
            return asker.map(a -> new Answer(a, signal.name(), outcome.write()));
        }
    }

    /** A receipt on its way back. */
    record Answer(Asker asker, String signal, String outcome) implements Mail {
        @Override
        public WorkflowId to() {
            return asker.key().workflowId();
        }

        @Override
        public Kind kind() {
            return Kind.RECEIPT;
        }

        /** Empty if the run that asked is over. */
        public Optional<Request> request(Optional<Instance> instance) {
            return instance.filter(asker::isIn).map(i -> new Request.SignalDone(asker.key(), signal, outcome));
        }
    }

    /** A child is to be started. */
    record Start(Asker asker, WorkflowId to, String type, Optional<String> input) implements Mail {
        @Override
        public Kind kind() {
            return Kind.START;
        }

        public Request.Start request() {
            return new Request.Start(to, type, input);
        }
    }

    /**
     * A child is to end.
     *
     * @param child how its parent knows it
     * @param terminated whether it is not to be asked
     * @param reason for people
     */
    record Stop(ActivityKey child, WorkflowId to, boolean terminated, String reason) implements Mail {
        @Override
        public Kind kind() {
            return Kind.STOP;
        }

        /** Empty if the child is not running, or not any more. */
        public Optional<Request> request(Optional<Instance> instance, Optional<Child> known) {
            return instance.filter(i -> i.status().isRunning())
                    .filter(i -> known.filter(c -> c.isRunningAs(i.run())).isPresent())
                    .map(i -> terminated ? new Request.Terminate(to, motive()) : new Request.Cancel(to, motive()));
        }

        private Motive motive() {
            return new Motive(Optional.of("parent '" + child.workflowId() + "'"), Optional.of(reason));
        }
    }

    /** A child has ended, or could not be started. */
    record End(Asker asker, WorkflowId child, String outcome) implements Mail {
        @Override
        public WorkflowId to() {
            return asker.key().workflowId();
        }

        @Override
        public Kind kind() {
            return Kind.END;
        }

        /** Empty if the parent's run is over. */
        public Optional<Request> request(Optional<Instance> instance) {
            return instance.filter(asker::isIn).map(i -> new Request.ChildDone(asker.key(), child, outcome));
        }
    }

    /** The text that {@link #read} reads. */
    default String write() {
        return Json.write(this);
    }

    static Mail read(Kind kind, String text) {
        return (Mail) Json.read(text, kind.type);
    }
}
