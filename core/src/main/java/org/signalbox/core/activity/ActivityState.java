package org.signalbox.core.activity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.signalbox.core.turn.ActivityOutcome;

/** The life cycle of an activity. What is not in {@link #TRANSITIONS} is illegal. */
public enum ActivityState {
    /** Waits for its next attempt: for a worker, for admission, or for the end of a back-off. */
    SCHEDULED,
    /** An attempt is under way, or was when its server died. */
    RUNNING,
    COMPLETED,
    FAILED,
    /** It was asked to cancel, and ended because of that. */
    CANCELLED,
    /** Its run was terminated: no attempt is begun any more, and one that is under way is ignored. */
    DROPPED;

    /** The time limits that hold after a move, and when an activity is looked at because of them. */
    enum Limits {
        WAITING("schedule-to-start, schedule-to-close") {
            @Override
            Optional<Instant> wakeAt(ActivityTask task, Optional<Instant> look, ActivityRules rules, Instant now) {
                return Stream.concat(look.stream(), rules.waitsUntil(task).stream())
                        .min(Instant::compareTo);
            }
        },
        ATTEMPT("start-to-close, heartbeat, schedule-to-close") {
            @Override
            Optional<Instant> wakeAt(ActivityTask task, Optional<Instant> look, ActivityRules rules, Instant now) {
                return rules.limits()
                        .map(l -> l.end(task.times().scheduled(), task.begun(), now))
                        .or(() -> task.times().wakeAt());
            }
        },
        /** Those from before; but it may be looked at earlier. */
        SAME("") {
            @Override
            Optional<Instant> wakeAt(ActivityTask task, Optional<Instant> look, ActivityRules rules, Instant now) {
                return look.or(() -> task.times().wakeAt());
            }
        },
        NONE("") {
            @Override
            Optional<Instant> wakeAt(ActivityTask task, Optional<Instant> look, ActivityRules rules, Instant now) {
                return Optional.empty();
            }
        };

        /** For the drawing. */
        final String names;

        Limits(String names) {
            this.names = names;
        }

        /**
         * @param task after the move
         * @param look when it has to be looked at, whatever its limits are
         */
        abstract Optional<Instant> wakeAt(ActivityTask task, Optional<Instant> look, ActivityRules rules, Instant now);
    }

    /** What a move has done beyond the change of state. */
    enum Action {
        SEND,
        CALL,
        ASK_FOR_ADMISSION,
        GIVE_UP_ADMISSION,
        REPORT
    }

    /** What can happen to an activity, with the time limits that hold afterwards and what is to be done. */
    @SuppressWarnings("ImmutableEnumChecker") // the lists can't be changed
    public enum Move {
        /** Its next attempt is sent to the workers. */
        SEND(Limits.WAITING, Action.SEND),
        /** Its attempt can't begin yet and is sent again later. */
        POSTPONE(Limits.WAITING),
        /** As {@link #POSTPONE}, and others may begin in its place. */
        STEP_BACK(Limits.WAITING, Action.GIVE_UP_ADMISSION),
        /** Its type has a start limit, and it asks to be admitted. */
        ASK(Limits.WAITING, Action.ASK_FOR_ADMISSION),
        ATTEMPT(Limits.ATTEMPT, Action.CALL),
        HEARTBEAT(Limits.ATTEMPT),
        /** The method has returned, and the attempt goes on outside. */
        HAND_OVER(Limits.SAME),
        /** The workflow asks it to cancel. */
        ASK_TO_CANCEL(Limits.SAME),
        RETRY(Limits.WAITING, Action.GIVE_UP_ADMISSION),
        COMPLETE(Limits.NONE, Action.GIVE_UP_ADMISSION, Action.REPORT),
        FAIL(Limits.NONE, Action.GIVE_UP_ADMISSION, Action.REPORT),
        CANCEL(Limits.NONE, Action.GIVE_UP_ADMISSION, Action.REPORT),
        DROP(Limits.NONE, Action.GIVE_UP_ADMISSION);

        final Limits limits;

        final List<Action> actions;

        Move(Limits limits, Action... actions) {
            this.limits = limits;
            this.actions = List.of(actions);
        }

        static Move to(ActivityOutcome.Kind end) {
            return switch (end) {
                case COMPLETED -> COMPLETE;
                case FAILED -> FAIL;
                case CANCELLED -> CANCEL;
            };
        }
    }

    static final Map<ActivityState, Map<Move, ActivityState>> TRANSITIONS = Map.of(
            SCHEDULED,
                    Map.ofEntries(
                            Map.entry(Move.SEND, SCHEDULED),
                            Map.entry(Move.POSTPONE, SCHEDULED),
                            Map.entry(Move.STEP_BACK, SCHEDULED),
                            Map.entry(Move.ASK, SCHEDULED),
                            Map.entry(Move.ASK_TO_CANCEL, SCHEDULED),
                            Map.entry(Move.ATTEMPT, RUNNING),
                            Map.entry(Move.COMPLETE, COMPLETED), // by the token of an earlier attempt
                            Map.entry(Move.FAIL, FAILED),
                            Map.entry(Move.CANCEL, CANCELLED),
                            Map.entry(Move.DROP, DROPPED)),
            RUNNING,
                    Map.of(
                            Move.HEARTBEAT, RUNNING,
                            Move.HAND_OVER, RUNNING,
                            Move.ASK_TO_CANCEL, RUNNING,
                            Move.RETRY, SCHEDULED,
                            Move.COMPLETE, COMPLETED,
                            Move.FAIL, FAILED,
                            Move.CANCEL, CANCELLED,
                            Move.DROP, DROPPED));

    public boolean isOpen() {
        return this == SCHEDULED || this == RUNNING;
    }

    /** @throws IllegalStateException if the life cycle has no such move */
    ActivityState after(Move move) {
        return Optional.ofNullable(TRANSITIONS.getOrDefault(this, Map.of()).get(move))
                .orElseThrow(() -> new IllegalStateException("No " + move + " in state " + this));
    }
}
