package org.signalbox.engine.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.Refused;
import org.signalbox.client.Unavailable;
import org.signalbox.core.activity.AttemptStatus;
import org.signalbox.core.activity.HeartbeatResult;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.engine.activity.AttemptTransaction;
import org.signalbox.engine.application.EngineSettings;

/**
 * The only door for those who end attempts from outside, whatever way they come. When a method returns, what it was told is
 * durable; to say the same again has no second effect.
 */
@ApplicationScoped
public class ActivityGate {

    @Inject
    private AttemptTransaction attempts;

    @Inject
    private ActivityWorker worker;

    @Inject
    private EngineSettings settings;

    /**
     * Completes an activity by the token of one of its attempts, which need not be the current one.
     *
     * @param result as JSON
     * @throws Refused {@code UNKNOWN_TOKEN}, {@code CLOSED}, {@code BAD_PAYLOAD}, {@code TOO_LARGE}
     * @throws Unavailable if the database can't be reached
     */
    public void complete(ActivityToken token, String result) {
        AttemptStatus status = status(token);
        status.checkResult(result, settings.forMachine().sizes());
        ActivityOutcome.Completed completed = new ActivityOutcome.Completed(result);
        refuseUnless(status.completes() && worker.complete(status.attempt(), completed), token, completed);
    }

    /**
     * Ends the current attempt as failed.
     *
     * @throws Refused {@code UNKNOWN_TOKEN}, {@code CLOSED}
     * @throws Unavailable if the database can't be reached
     */
    public void fail(ActivityToken token, ActivityOutcome.Failed failure) {
        fail(token, status(token), failure);
    }

    /** As {@link #fail(ActivityToken, ActivityOutcome.Failed)}, as if the method had thrown it. */
    public void fail(ActivityToken token, Throwable failure) {
        AttemptStatus status = status(token);
        fail(token, status, status.failed(failure));
    }

    private void fail(ActivityToken token, AttemptStatus status, ActivityOutcome.Failed failure) {
        refuseUnless(status.isCurrent() && worker.fail(status.attempt(), failure), token, failure);
    }

    /**
     * Notes that the current attempt goes on.
     *
     * @param details as JSON
     * @return false if there is no more use for the work
     * @throws Refused {@code UNKNOWN_TOKEN}, {@code CLOSED}, {@code TOO_LARGE}
     * @throws Unavailable if the database can't be reached
     */
    public boolean heartbeat(ActivityToken token, Optional<String> details) {
        AttemptStatus status = status(token);
        details.ifPresent(d -> AttemptStatus.checkText(d, settings.forMachine().sizes()));
        HeartbeatResult result = attempts.heartbeat(status.attempt(), details);
        if (result == HeartbeatResult.ENDED) {
            throw status(token).closed();
        }
        return result == HeartbeatResult.GO_ON;
    }

    /** Who asks a second time, because the first answer got lost, is to hear that all is well. */
    private void refuseUnless(boolean done, ActivityToken token, ActivityOutcome outcome) {
        if (!done) {
            AttemptStatus now = status(token);
            if (!now.repeats(outcome)) {
                throw now.closed();
            }
        }
    }

    private AttemptStatus status(ActivityToken token) {
        return attempts.status(token).orElseThrow(AttemptStatus::unknown);
    }
}
