package org.signalbox.core.activity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;
import org.signalbox.core.machine.Sizes;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.StorableText;
import org.signalbox.core.payload.StrictJson;
import org.signalbox.core.turn.ActivityOutcome;

/**
 * The attempt that a token names, and what somebody outside may do with that token.
 *
 * @param attempt current or earlier
 * @param result of the activity, as JSON
 * @param failure of the last attempt that failed
 */
public record AttemptStatus(
        Attempt attempt, ActivityTask task, ActivityRules rules, Optional<String> result, Optional<String> failure) {

    public static Refused unknown() {
        return new Refused(
                Reason.UNKNOWN_TOKEN, "There is no attempt of an activity with this token; take it unchanged.");
    }

    /** Whether it may fail and send heartbeats. */
    public boolean isCurrent() {
        return task.isAt(ActivityState.RUNNING, attempt);
    }

    public boolean completes() {
        return task.isCompletedBy(attempt, rules);
    }

    /** Whether that has been recorded before, so that to say it once more changes nothing. */
    public boolean repeats(ActivityOutcome outcome) {
        boolean current = attempt.number() == task.attempt();
        boolean completed = task.state() == ActivityState.COMPLETED;
        return outcome.kind() == ActivityOutcome.Kind.COMPLETED
                ? completed && (current || rules.anyAttemptCompletes()) && result.equals(Optional.of(outcome.text()))
                : !isCurrent() && !(completed && current) && failure.equals(Optional.of(outcome.text()));
    }

    /** The failure of an attempt by what somebody has thrown. */
    public ActivityOutcome.Failed failed(Throwable thrown) {
        return ActivityOutcome.Failed.of(
                thrown,
                rules.method().map(m -> m.isRetried(thrown, attempt.number())).orElse(true));
    }

    public Refused closed() {
        String text = task.state().isOpen()
                ? "Attempt " + attempt.number() + " of " + rules.activity() + " has ended; only attempt "
                        + task.currentAttempt().number() + " counts now."
                : "Activity " + rules.activity() + " has ended (" + task.state() + "), so nothing more is accepted.";
        return new Refused(Reason.CLOSED, text);
    }

    /**
     * What does not fit would be found when the workflow goes on, and park it.
     *
     * @throws Refused {@code TOO_LARGE}, {@code BAD_PAYLOAD}
     */
    public void checkResult(String json, Sizes sizes) {
        checkText(json, sizes);
        try {
            rules.method().ifPresent(m -> m.check(json));
        } catch (BadPayload e) {
            throw new Refused(Reason.BAD_PAYLOAD, "It is no result of " + rules.activity() + ". " + e.told());
        } finally {
            Thread.interrupted(); // the class of the result may have left it set
        }
    }

    /** @throws Refused {@code TOO_LARGE}; {@code BAD_PAYLOAD} if it is no JSON, or can't be stored */
    public static void checkText(String json, Sizes sizes) {
        sizes.refusal("text", json).ifPresent(why -> {
            throw new Refused(Reason.TOO_LARGE, why);
        });
        StorableText.problem(json).ifPresent(problem -> {
            throw new Refused(Reason.BAD_PAYLOAD, "The text contains " + problem + ".");
        });
        try {
            StrictJson.readOrNull(json, JsonNode.class);
        } catch (BadPayload e) {
            throw new Refused(Reason.BAD_PAYLOAD, e.told());
        }
    }
}
