package org.signalbox.core.machine;

import java.util.Map;
import java.util.Optional;

/** The life cycle of an instance. What is not in {@link #TRANSITIONS} is illegal. */
public enum Status {
    /** No run yet: signals are held for it. */
    EXPECTED,
    RUNNING,
    /** It runs, but nothing is handled. */
    PAUSED,
    COMPLETED,
    FAILED,
    /** Its code agreed to end, or there was none to ask. */
    CANCELLED,
    /** Ended without asking its code. */
    TERMINATED,
    /** It has lasted longer than it may. */
    TIMED_OUT;

    /** What moves an instance from one status to another. */
    public enum Move {
        START,
        COMPLETE,
        FAIL,
        CANCEL,
        TERMINATE,
        TIME_OUT,
        PAUSE,
        RESUME
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
                            TERMINATED,
                            Move.TIME_OUT,
                            TIMED_OUT,
                            Move.PAUSE,
                            PAUSED),
            PAUSED, Map.of(Move.RESUME, RUNNING, Move.CANCEL, CANCELLED, Move.TERMINATE, TERMINATED),
            COMPLETED, Map.of(Move.START, RUNNING),
            FAILED, Map.of(Move.START, RUNNING),
            CANCELLED, Map.of(Move.START, RUNNING),
            TERMINATED, Map.of(Move.START, RUNNING),
            TIMED_OUT, Map.of(Move.START, RUNNING));

    /** @throws IllegalStateException if the life cycle has no such move */
    public Status after(Move move) {
        return Optional.ofNullable(TRANSITIONS.getOrDefault(this, Map.of()).get(move))
                .orElseThrow(() -> new IllegalStateException("No " + move + " in status " + this));
    }

    /** Whether there is a run that has not ended, paused or not. */
    public boolean isRunning() {
        return this == RUNNING || this == PAUSED;
    }

    /** Whether there was a run and it has ended. */
    public boolean isClosed() {
        return this != EXPECTED && !isRunning();
    }
}
