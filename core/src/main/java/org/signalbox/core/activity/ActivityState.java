package org.signalbox.core.activity;

import java.util.Map;
import java.util.Optional;

/** The life cycle of an activity. What is not in {@link #TRANSITIONS} is illegal. */
public enum ActivityState {
    /** To be attempted, now or after a back-off. */
    SCHEDULED,
    /** An attempt is under way, or was when its server died. */
    RUNNING,
    COMPLETED,
    FAILED,
    /** There was no more use for it, and it ended because of that. */
    CANCELLED,
    /** Its run was terminated: it is not begun any more, and an attempt under way is not listened to. */
    DROPPED;

    /** What moves an activity from one state to another. */
    public enum Move {
        ATTEMPT,
        RETRY,
        COMPLETE,
        FAIL,
        CANCEL,
        DROP
    }

    static final Map<ActivityState, Map<Move, ActivityState>> TRANSITIONS = Map.of(
            SCHEDULED, Map.of(Move.ATTEMPT, RUNNING, Move.FAIL, FAILED, Move.CANCEL, CANCELLED, Move.DROP, DROPPED),
            RUNNING,
                    Map.of(
                            Move.RETRY, SCHEDULED,
                            Move.COMPLETE, COMPLETED,
                            Move.FAIL, FAILED,
                            Move.CANCEL, CANCELLED,
                            Move.DROP, DROPPED));

    /** @throws IllegalStateException if the life cycle has no such move */
    public ActivityState after(Move move) {
        return Optional.ofNullable(TRANSITIONS.getOrDefault(this, Map.of()).get(move))
                .orElseThrow(() -> new IllegalStateException("No " + move + " in state " + this));
    }
}
