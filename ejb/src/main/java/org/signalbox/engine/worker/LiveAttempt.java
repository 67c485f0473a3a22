package org.signalbox.engine.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.activity.ActivityCancelled;
import org.signalbox.activity.ActivityContext;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.payload.Json;
import org.signalbox.engine.activity.ActivityTransaction;
import org.signalbox.engine.activity.AttemptTransaction;
import org.signalbox.engine.activity.Pulse;

/** An attempt that a thread of this server carries out. */
final class LiveAttempt implements ActivityContext {

    /** So often is a heartbeat written at most, so soon is it known that the activity is cancelled. */
    private static final Duration BETWEEN_WRITES = Duration.ofSeconds(5);

    private final ActivityTransaction.Call call;
    private final AttemptTransaction transaction;
    private final Clock clock;
    private volatile boolean later;
    private volatile Optional<String> details = Optional.empty();
    private volatile Instant written;

    LiveAttempt(ActivityTransaction.Call call, AttemptTransaction transaction, Clock clock) {
        this.call = call;
        this.transaction = transaction;
        this.clock = clock;
        this.written = call.begun();
    }

    ActivityTransaction.Call call() {
        return call;
    }

    boolean isCompletedLater() {
        return later;
    }

    /** What the last heartbeat told, written or not. */
    Optional<String> lastDetails() {
        return details;
    }

    @Override
    public WorkflowId workflowId() {
        return call.attempt().key().workflowId();
    }

    @Override
    public int attempt() {
        return call.attempt().number();
    }

    @Override
    public void heartbeat(@Nullable Object newDetails) {
        if (newDetails != null) {
            details = Optional.of(Json.write(newDetails));
        }
        Instant now = clock.instant();
        if (now.isBefore(written.plus(BETWEEN_WRITES))) {
            return;
        }
        written = now;
        Pulse pulse = transaction.beat(call.attempt(), details);
        if (pulse != Pulse.GO_ON) {
            throw new ActivityCancelled(
                    pulse == Pulse.CANCELLED ? "The activity was cancelled" : "The attempt is over");
        }
    }

    @Override
    public <D> Optional<D> details(Class<D> type) {
        return call.details().map(json -> type.cast(Json.read(json, type)));
    }

    @Override
    public ActivityToken completeLater() {
        later = true;
        return call.token().write();
    }
}
