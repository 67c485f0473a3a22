package org.signalbox.core.activity;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.catalog.ActivityType;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.TimeLimits;
import org.signalbox.core.turn.ActivityOutcome;

/**
 * The options of an activity's method as it is deployed now.
 *
 * @param activity type and method
 * @param method empty if it is not deployed
 * @param startsLimited whether its type has a start limit
 * @param deployed the names of the types that are
 */
public record ActivityRules(String activity, Optional<ActivityMethod> method, boolean startsLimited, String deployed) {

    public static ActivityRules of(Catalog catalog, String type, String method) {
        Optional<ActivityType> known = catalog.activity(type);
        Optional<ActivityMethod> found = known.flatMap(t -> t.method(method));
        return new ActivityRules(
                type + "." + method,
                found,
                known.filter(t -> t.limits().isLimited()).isPresent(),
                found.isPresent() ? "" : catalog.activityNames().toString());
    }

    String whyMissing() {
        return "Activity " + activity + " is not deployed; deployed are " + deployed;
    }

    public Optional<TimeLimits> limits() {
        return method.map(ActivityMethod::limits);
    }

    /** Until when it can wait for its next attempt. */
    Optional<Instant> waitsUntil(ActivityTask task) {
        return limits().flatMap(l -> l.waitsUntil(task.times().scheduled(), task.attempt() > 0));
    }

    /** When the attempt after one that failed begins; empty if there is none. */
    Optional<Instant> next(ActivityTask task, ActivityOutcome.Failed failure, Instant now) {
        Instant next = now.plus(failure.delay()
                .or(() -> method.map(m -> m.backoff().after(task.attempt())))
                .orElse(ActivityTask.LOOK_AGAIN));
        boolean left = method.map(m -> m.hasAttemptsLeft(task.attempt())).orElse(true);
        boolean inTime = limits().flatMap(l -> l.closeBy(task.times().scheduled()))
                .map(next::isBefore)
                .orElse(true);
        return Optional.of(next).filter(at -> failure.retried() && !task.flags().cancelled() && left && inTime);
    }

    /** Why an attempt is over whose time is over. */
    ActivityOutcome.Failed lateness(ActivityTask task, Instant now) {
        return ActivityOutcome.Failed.of(
                limits().map(l -> l.lateness(task.attempt(), task.times().scheduled(), task.begun(), now))
                        .orElse("Attempt " + task.attempt() + " did not end in time"),
                true,
                Optional.empty());
    }

    /** Whether the token of any attempt completes the activity, and not only that of the current one. */
    boolean anyAttemptCompletes() {
        return method.map(m -> !m.onlyCurrentAttemptCompletes()).orElse(true);
    }
}
