package org.signalbox.engine.activity;

import java.util.Optional;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.catalog.ActivityMethod;

/**
 * How the attempt that a token names stands.
 *
 * @param running whether it can still be ended
 * @param activity type and method
 * @param method empty if it is not deployed any more
 * @param ended what is known of its end: a result as JSON, or what is told of the last failure
 */
public record Standing(
        Attempt attempt, boolean running, String activity, Optional<ActivityMethod> method, Optional<String> ended) {

    /** Whether it has ended just like this, so that to say so once more changes nothing. */
    public boolean isEndedBy(AttemptOutcome outcome) {
        return !running && ended.equals(outcome.kept());
    }
}
