package org.signalbox.testkit;

import java.util.Map;
import java.util.Optional;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.catalog.ActivityType;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.StartLimits;

/**
 * The implementations a test gave for activity interfaces.
 *
 * @param context what they use
 */
record Workers(Catalog catalog, Map<Class<?>, Object> implementations, KitAttempt context) {

    /** An activity method and the object it is called on. */
    record Worker(ActivityMethod method, StartLimits starts, Object implementation) {}

    Worker worker(String type, String method) {
        ActivityType activity = catalog.activity(type).orElseThrow();
        return new Worker(
                activity.method(method).orElseThrow(),
                activity.limits(),
                Optional.ofNullable(implementations.get(activity.code())).orElseThrow());
    }
}
