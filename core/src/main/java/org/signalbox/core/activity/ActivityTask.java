package org.signalbox.core.activity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.signalbox.core.activity.ActivityState.Move;
import org.signalbox.core.catalog.Backoff;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.ActivityOutcome;

/**
 * An activity and what follows from whatever happens to it. Its texts are not here: arguments are needed by nobody who decides,
 * result, failure and heartbeat details are kept by {@link ActivityEffects}.
 *
 * @param attempt how many attempts were begun
 * @param sent how often the next one was sent to the workers
 */
public record ActivityTask(
        ActivityKey key, ActivityState state, int attempt, int sent, ActivityTimes times, ActivityFlags flags) {

    /** When what may have got lost is looked at again. */
    static final Duration LOOK_AGAIN = Duration.ofSeconds(15);

    /**
     * How long after a sending the same attempt is sent again. Most attempts that have not begun then are not lost, they wait in
     * the queue; growing intervals keep a long backlog from multiplying itself.
     */
    private static final Backoff SENDING = new Backoff(LOOK_AGAIN, 2, Duration.ofHours(1));

    /** How often an attempt is tried whose arguments can't be decoded. */
    private static final Duration UNTIL_DECODABLE = Duration.ofMinutes(1);

    /**
     * What an attempt needs to begin, besides its time.
     *
     * @param room whether a worker is free
     * @param admitted whether the start limit of its type lets it begin
     * @param undecodable whether its arguments or details can't be decoded now
     */
    public record Conditions(boolean room, boolean admitted, boolean undecodable) {}

    /** One that a turn asked for. */
    public static Decision schedule(ActivityKey key, ActivityRules rules, Instant now) {
        ActivityTask task =
                new ActivityTask(key, ActivityState.SCHEDULED, 0, 0, ActivityTimes.scheduled(now), ActivityFlags.NONE);
        return task.send(rules, now);
    }

    /** The one under way, or the next one. */
    public Attempt currentAttempt() {
        return new Attempt(key, state == ActivityState.SCHEDULED ? attempt + 1 : attempt);
    }

    /** Whether it is in that state, with that attempt as the current one. */
    public boolean isAt(ActivityState where, Attempt which) {
        return state == where && currentAttempt().equals(which);
    }

    /** When the last attempt began; before the first, when it was scheduled. */
    public Instant begun() {
        return times.started().orElse(times.scheduled());
    }

    /** Whether no thread carries it out. */
    private boolean isIdle() {
        return state == ActivityState.SCHEDULED || (state == ActivityState.RUNNING && flags.outside());
    }

    /** Whether it waits for an attempt that is not to begin any more. */
    private boolean isOver(ActivityRules rules, Instant now) {
        return flags.cancelled()
                || rules.waitsUntil(this).filter(until -> !until.isAfter(now)).isPresent();
    }

    private Decision.Draft draft(ActivityRules rules, Instant now) {
        return new Decision.Draft(this, rules, now);
    }

    private Decision send(ActivityRules rules, Instant now) {
        return draft(rules, now)
                .move(Move.SEND, Optional.of(now.plus(SENDING.after(sent + 1))), task -> task.withSent(sent + 1));
    }

    private Decision postpone(Move move, Duration by, ActivityRules rules, Instant now) {
        return draft(rules, now).move(move, Optional.of(now.plus(by)), task -> task);
    }

    /** Begins an attempt, or says when it is tried again; nothing if it is not the next one. */
    public Decision begin(Attempt next, Conditions conditions, ActivityRules rules, Instant now) {
        if (!isAt(ActivityState.SCHEDULED, next)) {
            return Decision.nothing(this);
        } else if (rules.method().isEmpty()) {
            return draft(rules, now)
                    .effect(e -> e.keepFailure(rules.whyMissing()))
                    .move(Move.POSTPONE, Optional.of(now.plus(LOOK_AGAIN)), task -> task.with(times.failing(now)));
        } else if (isOver(rules, now)) {
            return postpone(Move.POSTPONE, Duration.ZERO, rules, now);
        } else if (!conditions.room()) {
            return postpone(Move.POSTPONE, LOOK_AGAIN, rules, now);
        } else if (conditions.undecodable()) {
            return postpone(Move.STEP_BACK, UNTIL_DECODABLE, rules, now);
        } else if (!conditions.admitted()) {
            // it is sent when it is admitted; until then only its time can be over
            return draft(rules, now).move(flags.limited() ? Move.POSTPONE : Move.ASK, task -> task);
        }
        return draft(rules, now).move(Move.ATTEMPT, task -> task.started(next.number(), now));
    }

    /** Sends the next attempt of one that has just been admitted; nothing if it is not to begin any more. */
    public Decision admitted(ActivityRules rules, Instant now) {
        return state == ActivityState.SCHEDULED && flags.limited() && !flags.cancelled()
                ? withSent(0).send(rules, now)
                : Decision.nothing(this);
    }

    /** Takes back that an attempt was sent. */
    public Decision notSent(Attempt next, ActivityRules rules, Instant now) {
        return isAt(ActivityState.SCHEDULED, next)
                ? draft(rules, now)
                        .move(Move.POSTPONE, Optional.of(now.plus(LOOK_AGAIN)), task -> task.withSent(sent - 1))
                : Decision.nothing(this);
    }

    /** Notes that the current attempt goes on; nothing if it is another one. */
    public Decision heartbeat(Attempt which, ActivityRules rules, Instant now) {
        return isAt(ActivityState.RUNNING, which)
                ? draft(rules, now).move(Move.HEARTBEAT, task -> task)
                : Decision.nothing(this);
    }

    /** What a heartbeat of an attempt is answered with. */
    public HeartbeatResult heartbeatResult(Attempt which) {
        if (!isAt(ActivityState.RUNNING, which)) {
            return HeartbeatResult.ENDED;
        }
        return flags.cancelled() ? HeartbeatResult.CANCELLED : HeartbeatResult.GO_ON;
    }

    /** Notes that the current attempt goes on outside, without a thread; nothing if it is another one. */
    public Decision handOver(Attempt which, ActivityRules rules, Instant now) {
        return isAt(ActivityState.RUNNING, which)
                ? draft(rules, now)
                        .move(
                                Move.HAND_OVER,
                                Optional.of(now).filter(at -> flags.cancelled()),
                                task -> task.with(flags.outside(true)))
                : Decision.nothing(this);
    }

    /** After the current attempt has failed: another one, or the end; nothing if it is another one that failed. */
    public Decision fail(Attempt which, ActivityOutcome.Failed failure, ActivityRules rules, Instant now) {
        if (!isAt(ActivityState.RUNNING, which)) {
            return Decision.nothing(this);
        }
        return rules.next(this, failure, now)
                .map(next -> draft(rules, now)
                        .effect(e -> e.keepFailure(failure.failure()))
                        .move(
                                Move.RETRY,
                                Optional.of(next),
                                task -> task.with(times.failing(now)).withSent(0)))
                .orElseGet(() -> draft(rules, now).end(failure));
    }

    /**
     * Ends it by what its current attempt came to, or because that does not begin any more.
     *
     * @param from where it must be
     */
    public Decision end(Attempt which, ActivityState from, ActivityOutcome outcome, ActivityRules rules, Instant now) {
        return isAt(from, which) ? draft(rules, now).end(outcome) : Decision.nothing(this);
    }

    /** Whether the token of an attempt, perhaps of an earlier one, completes it now. */
    public boolean isCompletedBy(Attempt which, ActivityRules rules) {
        boolean earlier = state.isOpen() && which.number() > 0 && which.number() <= attempt;
        return isAt(ActivityState.RUNNING, which) || (earlier && rules.anyAttemptCompletes());
    }

    /** Completes it by the token of an attempt; nothing if that does not complete it. */
    public Decision complete(Attempt which, ActivityOutcome.Completed result, ActivityRules rules, Instant now) {
        return isCompletedBy(which, rules) ? draft(rules, now).end(result) : Decision.nothing(this);
    }

    /**
     * Looks at one whose time {@link ActivityTimes#wakeAt} has come: it is sent, out of time, or to be cancelled; or nothing of that.
     *
     * @param lastFailure of an attempt
     */
    public Decision due(Supplier<Optional<String>> lastFailure, ActivityRules rules, Instant now) {
        if (!state.isOpen() || times.wakeAt().filter(at -> !at.isAfter(now)).isEmpty()) {
            return Decision.nothing(this);
        } else if (flags.cancelled() && isIdle()) {
            return draft(rules, now).end(new ActivityOutcome.Cancelled());
        } else if (state == ActivityState.RUNNING) {
            return fail(currentAttempt(), rules.lateness(this, now), rules, now);
        }
        return isOver(rules, now) ? draft(rules, now).end(tooLate(lastFailure)) : send(rules, now);
    }

    private ActivityOutcome.Failed tooLate(Supplier<Optional<String>> lastFailure) {
        String asked = "It was asked for at " + times.scheduled() + " and did not ";
        String failure = Optional.of(attempt)
                .filter(begun -> begun > 0)
                .flatMap(begun -> lastFailure.get())
                .map(last -> asked + "end in time; the last attempt failed: " + last)
                .orElse(asked + "begin in time");
        return ActivityOutcome.Failed.of(failure, false, Optional.empty());
    }

    /**
     * Notes that its workflow asks it to cancel. One without a thread is due at once: its end is an event of its own, after the
     * turn that asks for it.
     */
    public Decision askToCancel(ActivityRules rules, Instant now) {
        return state.isOpen()
                ? draft(rules, now)
                        .move(
                                Move.ASK_TO_CANCEL,
                                Optional.of(now).filter(at -> isIdle()),
                                task -> task.with(flags.askedToCancel()))
                : Decision.nothing(this);
    }

    /** Drops it, with its run. */
    public Decision drop(ActivityRules rules, Instant now) {
        return state.isOpen()
                ? draft(rules, now).move(Move.DROP, task -> task.with(times.ended(now)))
                : Decision.nothing(this);
    }

    /** To be looked at again, because its end could not be recorded yet. */
    public ActivityTask lookedAtAgain(Instant now) {
        return with(times.wakeAt(Optional.of(now.plus(LOOK_AGAIN))));
    }

    /** In a state; what is outside belongs to one attempt. */
    ActivityTask with(ActivityState newState) {
        ActivityFlags kept = newState == state ? flags : flags.outside(false);
        return new ActivityTask(key, newState, attempt, sent, times, kept);
    }

    ActivityTask with(ActivityTimes newTimes) {
        return new ActivityTask(key, state, attempt, sent, newTimes, flags);
    }

    ActivityTask with(ActivityFlags newFlags) {
        return new ActivityTask(key, state, attempt, sent, times, newFlags);
    }

    private ActivityTask withSent(int times) {
        return new ActivityTask(key, state, attempt, times, this.times, flags);
    }

    private ActivityTask started(int number, Instant now) {
        return new ActivityTask(key, state, number, sent, times.started(now), flags);
    }
}
