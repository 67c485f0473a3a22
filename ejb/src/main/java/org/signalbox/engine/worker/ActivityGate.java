package org.signalbox.engine.worker;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.client.Unavailable;
import org.signalbox.core.activity.Pulse;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.engine.activity.AttemptOutcome;
import org.signalbox.engine.activity.AttemptTransaction;
import org.signalbox.engine.activity.Standing;
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
     * Ends an attempt well.
     *
     * @param result as JSON
     * @throws Refused {@code UNKNOWN_TOKEN}, {@code CLOSED}, {@code BAD_PAYLOAD}, {@code TOO_LARGE}
     * @throws Unavailable if the database can't be reached
     */
    public void complete(ActivityToken token, String result) {
        end(token, standing -> {
            mustFit(result, standing);
            return new AttemptOutcome.Succeeded(result);
        });
    }

    /**
     * Ends an attempt as failed.
     *
     * @throws Refused {@code UNKNOWN_TOKEN}, {@code CLOSED}
     * @throws Unavailable if the database can't be reached
     */
    public void fail(ActivityToken token, AttemptOutcome.Failed failure) {
        end(token, standing -> failure);
    }

    /** As {@link #fail(ActivityToken, AttemptOutcome.Failed)}, as if the method had thrown it. */
    public void fail(ActivityToken token, Throwable failure) {
        end(
                token,
                standing -> AttemptOutcome.Failed.of(
                        failure,
                        standing.method()
                                .map(m ->
                                        m.isRetried(failure, standing.attempt().number()))
                                .orElse(true)));
    }

    /**
     * Notes that an attempt goes on.
     *
     * @param details as JSON
     * @return false if there is no more use for the work
     * @throws Refused {@code UNKNOWN_TOKEN}, {@code CLOSED}, {@code TOO_LARGE}
     * @throws Unavailable if the database can't be reached
     */
    public boolean heartbeat(ActivityToken token, Optional<String> details) {
        Standing standing = standing(token);
        details.ifPresent(this::mustBeJson);
        Pulse pulse = attempts.beat(standing.attempt(), details);
        if (pulse == Pulse.OVER) {
            throw over(standing);
        }
        return pulse == Pulse.GO_ON;
    }

    /** If it is over, who asks a second time, because the first answer got lost, is to hear that all is well. */
    private void end(ActivityToken token, Function<Standing, AttemptOutcome> how) {
        Standing standing = standing(token);
        AttemptOutcome outcome = how.apply(standing);
        boolean ended = standing.running() && worker.end(standing.attempt(), outcome);
        if (!ended && !standing(token).isEndedBy(outcome)) {
            throw over(standing);
        }
    }

    private Standing standing(ActivityToken token) {
        return attempts.standing(token)
                .orElseThrow(() -> new Refused(
                        Reason.UNKNOWN_TOKEN,
                        "There is no attempt of an activity with this token; take it unchanged."));
    }

    private static Refused over(Standing standing) {
        return new Refused(
                Reason.CLOSED,
                "Attempt " + standing.attempt().number() + " of " + standing.activity()
                        + " has ended, so nothing more can be said of it.");
    }

    /** What does not fit would be found when the workflow goes on, and park it. */
    private void mustFit(String result, Standing standing) {
        mustBeJson(result);
        try {
            standing.method().ifPresent(m -> m.result(result));
        } catch (BadPayload e) {
            throw new Refused(Reason.BAD_PAYLOAD, "It is no result of " + standing.activity() + ". " + e.told());
        }
    }

    private void mustBeJson(String json) {
        settings.forMachine().sizes().refusal("text", json).ifPresent(why -> {
            throw new Refused(Reason.TOO_LARGE, why);
        });
        try {
            Json.readOrNull(json, JsonNode.class);
        } catch (BadPayload e) {
            throw new Refused(Reason.BAD_PAYLOAD, e.told());
        }
    }
}
