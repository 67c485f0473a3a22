package org.signalbox.core.machine;

import java.util.Map;
import java.util.Optional;

/** The life cycle of an instance. What is not in {@link #TRANSITIONS} is illegal. */
public enum Status {
    /** No run yet: signals are held for it. */
    EXPECTED,
    RUNNING,
    COMPLETED,
    FAILED,
    /** Its code agreed to end, or there was none to ask. */
    CANCELLED,
    /** Ended without asking its code. */
    TERMINATED;

    /** What moves an instance from one status to another. */
    public enum Move {
        START,
        COMPLETE,
        FAIL,
        CANCEL,
        TERMINATE
    }

    /** (from, move) to status. */
    static final Map<Status, Map<Move, Status>> TRANSITIONS = Map.of(
            EXPECTED, Map.of(Move.START, RUNNING),
            RUNNING,
                    Map.of(
                            Move.COMPLETE,
                            COMPLETED,
                            Move.FAIL,
                            FAILED,
                            Move.CANCEL,
                            CANCELLED,
                            Move.TERMINATE,
                            TERMINATED),
            COMPLETED, Map.of(Move.START, RUNNING),
            FAILED, Map.of(Move.START, RUNNING),
            CANCELLED, Map.of(Move.START, RUNNING),
            TERMINATED, Map.of(Move.START, RUNNING));

    /** @throws IllegalStateException if the life cycle has no such move */
    public Status after(Move move) {
        return Optional.ofNullable(TRANSITIONS.getOrDefault(this, Map.of()).get(move))
                .orElseThrow(() -> new IllegalStateException("No " + move + " in status " + this));
    }

    public boolean isRunning() {
        return this == RUNNING;
    }

    /** Whether there was a run and it has ended. */
    public boolean isClosed() {
        return this != EXPECTED && this != RUNNING;
    }
}
