package org.signalbox.core.activity;

import java.util.Optional;
import org.signalbox.activity.ActivityCancelled;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.machine.Sizes;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.workflow.TerminalFailure;

/** The call of an activity's method, and what its attempt comes to by it. */
public final class AttemptCall {

    private AttemptCall() {}

    /**
     * Calls the method.
     *
     * @return the result as JSON
     * @throws TerminalFailure if the result is too large: it would be the next time, too
     * @throws Throwable whatever the method throws
     */
    public static String call(ActivityMethod method, Object bean, String arguments, Sizes sizes) throws Throwable {
        String result = method.call(bean, arguments);
        Optional<String> tooLarge = sizes.refusal("result of an activity", result);
        if (tooLarge.isPresent()) {
            throw new TerminalFailure(tooLarge.get());
        }
        return result;
    }

    /** What an attempt comes to whose method has thrown. */
    public static ActivityOutcome thrown(Throwable thrown, ActivityMethod method, int attempt) {
        return thrown instanceof ActivityCancelled
                ? new ActivityOutcome.Cancelled()
                : ActivityOutcome.Failed.of(thrown, method.isRetried(thrown, attempt));
    }
}
