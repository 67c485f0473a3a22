package org.signalbox.core.machine;

import java.time.Instant;
import java.util.List;
import org.signalbox.client.Reason;
import org.signalbox.core.turn.Command;

/** What becomes of a request. */
public sealed interface Verdict {

    /**
     * It happens.
     *
     * @param after the instance as it is now
     * @param entries new ones, or the changed head of the inbox, in the order of their sequences
     * @param rejections signals held or accepted before that turned out to be undeliverable
     * @param lines what becomes of open lines, to be carried out in this order
     */
    record Taken(
            Instance after,
            List<Entry> entries,
            List<Command> commands,
            List<Rejection> rejections,
            List<LineChange> lines)
            implements Verdict {
        public Taken {
            entries = List.copyOf(entries);
            commands = List.copyOf(commands);
            rejections = List.copyOf(rejections);
            lines = List.copyOf(lines);
        }
    }

    /** A signal that has to be kept as undeliverable. */
    record Rejection(Event.Signalled signal, Reason reason, String detail) {}

    /** It can't be; the detail is fit for the sender. */
    record Refused(Reason reason, String detail) implements Verdict {}

    /**
     * Of several that go together, none can be, because of one.
     *
     * @param element which one, from 1
     */
    record RefusedOne(int element, Reason reason, String detail) implements Verdict {}

    /** It is kept until its instance is started, at most until then. */
    record Held(Instant until) implements Verdict {}

    /** A start of an instance that runs already. */
    record Running(int run) implements Verdict {}

    /** A start that was taken before; given by whoever looks up earlier receipts, never by the machine. */
    record Repeated(int run) implements Verdict {}
}
