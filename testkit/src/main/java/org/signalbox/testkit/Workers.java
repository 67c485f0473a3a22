package org.signalbox.testkit;

import java.util.Map;
import java.util.Optional;
import org.signalbox.core.activity.ActivityRules;
import org.signalbox.core.activity.AttemptCall;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.catalog.ActivityType;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.StartLimits;
import org.signalbox.core.machine.Sizes;

/**
 * The implementations a test gave for activity interfaces.
 *
 * @param context what they use
 */
record Workers(Catalog catalog, Map<Class<?>, Object> implementations, Sizes sizes, KitAttempt context) {

    /** An activity method and the object it is called on. */
    record Worker(ActivityMethod method, StartLimits starts, Sizes sizes, Object implementation) {

        String call(String arguments) throws Throwable {
            return AttemptCall.call(method, implementation, arguments, sizes);
        }
    }

    ActivityRules rules(String type, String method) {
        return ActivityRules.of(catalog, type, method);
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
