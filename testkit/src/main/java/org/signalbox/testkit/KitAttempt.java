package org.signalbox.testkit;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.signalbox.activity.ActivityCancelled;
import org.signalbox.activity.ActivityContext;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.payload.Json;

/** What fakes learn and say of the attempt that is under way. */
final class KitAttempt implements ActivityContext {

    private Optional<ScheduledActivity> current = Optional.empty();
    private Optional<String> told = Optional.empty();
    private boolean later;
    private Predicate<ScheduledActivity> cancelled = activity -> false;

    /** @param isCancelled tells whether there is no more use for an activity */
    void begin(ScheduledActivity activity, Predicate<ScheduledActivity> isCancelled) {
        current = Optional.of(activity);
        told = activity.details();
        later = false;
        cancelled = isCancelled;
    }

    void end() {
        current = Optional.empty();
    }

    boolean isCompletedLater() {
        return later;
    }

    /** What the last heartbeat told. */
    Optional<String> told() {
        return told;
    }

    private ScheduledActivity current() {
        return current.orElseThrow(() -> new IllegalStateException(
                "No activity is being called: the context can be used only by the implementation of one, while it is"
                        + " called."));
    }

    @Override
    public WorkflowId workflowId() {
        return current().key().workflowId();
    }

    @Override
    public String id() {
        return current().key().asIdentifier();
    }

    @Override
    public int attempt() {
        return current().attempts();
    }

    @Override
    public void heartbeat(@Nullable Object details) {
        ScheduledActivity activity = current();
        if (details != null) {
            told = Optional.of(Json.write(details));
        }
        if (cancelled.test(activity)) {
            throw new ActivityCancelled("The activity was cancelled");
        }
    }

    @Override
    public <D> Optional<D> details(Class<D> type) {
        return current().details().map(json -> type.cast(Json.read(json, type)));
    }

    @Override
    public ActivityToken completeLater() {
        later = true;
        return current().token();
    }
}
