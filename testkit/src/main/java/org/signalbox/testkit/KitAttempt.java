package org.signalbox.testkit;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.signalbox.activity.ActivityCancelled;
import org.signalbox.activity.ActivityContext;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.activity.HeartbeatResult;
import org.signalbox.core.payload.Json;

/** What fakes learn and say of the attempt that is under way. */
final class KitAttempt implements ActivityContext {

    private Optional<Attempt> current = Optional.empty();
    private Optional<String> earlier = Optional.empty();
    private Optional<String> details = Optional.empty();
    private boolean later;
    private Supplier<HeartbeatResult> heartbeat = () -> HeartbeatResult.ENDED;

    /**
     * @param earlierDetails of the last heartbeat of a former attempt
     * @param whether tells whether the attempt is still wanted
     */
    void begin(Attempt attempt, Optional<String> earlierDetails, Supplier<HeartbeatResult> whether) {
        current = Optional.of(attempt);
        earlier = earlierDetails;
        details = Optional.empty();
        later = false;
        heartbeat = whether;
    }

    void end() {
        current = Optional.empty();
    }

    boolean isCompletedLater() {
        return later;
    }

    /** Of the last heartbeat of this attempt. */
    Optional<String> details() {
        return details;
    }

    private Attempt current() {
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
        return current().number();
    }

    @Override
    public void heartbeat(@Nullable Object newDetails) {
        current();
        if (newDetails != null) {
            details = Optional.of(Json.write(newDetails));
        }
        HeartbeatResult result = heartbeat.get();
        if (result != HeartbeatResult.GO_ON) {
            throw new ActivityCancelled(
                    result == HeartbeatResult.CANCELLED ? "The activity was cancelled" : "The attempt is over");
        }
    }

    @Override
    public <D> Optional<D> details(Class<D> type) {
        current();
        return earlier.map(json -> type.cast(Json.read(json, type)));
    }

    @Override
    public ActivityToken completeLater() {
        later = true;
        return StoredActivity.token(current().key(), current().number());
    }
}
