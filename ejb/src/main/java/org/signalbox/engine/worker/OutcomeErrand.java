package org.signalbox.engine.worker;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.engine.activity.ActivityStore;
import org.signalbox.engine.activity.ActivityTransaction;
import org.signalbox.engine.gate.Errand;

/**
 * Records how an activity ended, with its instance.
 *
 * @param end ends the activity, if it can still end like that
 */
record OutcomeErrand(ActivityKey key, Function<Instant, Optional<Request.ActivityDone>> end)
        implements Errand<Boolean> {

    /** If the attempt is still the running one. */
    static OutcomeErrand ofRunning(Attempt attempt, ActivityOutcome outcome, ActivityStore activities) {
        return new OutcomeErrand(attempt.key(), now -> activities.end(attempt, ActivityState.RUNNING, outcome, now));
    }

    static OutcomeErrand of(ActivityTransaction.End end, ActivityStore activities) {
        return new OutcomeErrand(
                end.attempt().key(), now -> activities.end(end.attempt(), end.from(), end.outcome(), now));
    }

    /** If the token of that attempt, current or not, completes the activity. */
    static OutcomeErrand ofToken(Attempt attempt, ActivityOutcome.Completed result, ActivityStore activities) {
        return new OutcomeErrand(attempt.key(), now -> activities.complete(attempt, result, now));
    }

    @Override
    public WorkflowId workflowId() {
        return key.workflowId();
    }

    @Override
    public Optional<Request> request(Optional<Instance> instance, Instant now) {
        return end.apply(now).map(done -> done);
    }

    @Override
    public Boolean nothingToDo() {
        return false;
    }

    @Override
    public Boolean done(Verdict verdict, Instant now) {
        return true;
    }
}
