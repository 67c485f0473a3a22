package org.signalbox.testkit;

import java.util.Map;
import java.util.Optional;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.catalog.ActivityType;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.StartLimits;
import org.signalbox.core.machine.Sizes;
import org.signalbox.workflow.TerminalFailure;

/**
 * The implementations a test gave for activity interfaces.
 *
 * @param context what they use
 */
record Workers(Catalog catalog, Map<Class<?>, Object> implementations, Sizes sizes, KitAttempt context) {

    /** An activity method and the object it is called on. */
    record Worker(ActivityMethod method, StartLimits starts, Sizes sizes, Object implementation) {

        /** @throws TerminalFailure if the result is too long, as on the server; and what the implementation throws */
        String call(String arguments) throws Throwable {
            String result = method.call(implementation, arguments);
            sizes.refusal("result of an activity", result).ifPresent(why -> {
                throw new TerminalFailure(why);
            });
            return result;
        }
    }

    Worker worker(String type, String method) {
        ActivityType activity = catalog.activity(type).orElseThrow();
        return new Worker(
                activity.method(method).orElseThrow(),
                activity.limits(),
                sizes,
                Optional.ofNullable(implementations.get(activity.code())).orElseThrow());
    }
}
