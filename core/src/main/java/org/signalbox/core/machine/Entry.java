package org.signalbox.core.machine;

import java.util.List;

/**
 * An event with its place in the order: one row of the journal, and of the inbox while it is waiting.
 *
 * @param decided what its turn asked for, one line each
 */
public record Entry(long sequence, int run, Event event, State state, List<String> decided) {

    /** How far an event has got. */
    public enum State {
        /** In the inbox. */
        WAITING,
        /** Its handler has begun and waits for something. */
        OPEN,
        /** Its turn, or the last of its turns, or the fact that there was nothing to do, is committed. */
        HANDLED,
        /** Accepted, but its run ended before it could be handled, or an operator took it out; kept as undeliverable. */
        REJECTED,
        /** An operator decided that it is not handled. */
        SKIPPED
    }

    public Entry {
        decided = List.copyOf(decided);
    }

    /** The same with nothing more to come. */
    public Entry handled() {
        return new Entry(sequence, run, event, State.HANDLED, decided);
    }
}
