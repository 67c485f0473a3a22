package org.signalbox.engine.worker;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.activity.ActivityStore;
import org.signalbox.engine.activity.AttemptOutcome;
import org.signalbox.engine.gate.Errand;

/**
 * Records how an activity ended, with its instance.
 *
 * @param attempt the last one
 * @param from the state in which it must still be
 */
record OutcomeErrand(Attempt attempt, ActivityState from, AttemptOutcome outcome, ActivityStore activities)
        implements Errand<Boolean> {

    @Override
    public WorkflowId workflowId() {
        return attempt.key().workflowId();
    }

    @Override
    public Optional<Request> request(Optional<Instance> instance, Instant now) {
        return activities.end(attempt, from, outcome, now).map(done -> done);
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
