package org.signalbox.engine.worker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.activity.ActivityCancelled;
import org.signalbox.activity.ActivityContext;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.Unavailable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.HeartbeatResult;
import org.signalbox.core.catalog.TimeLimits;
import org.signalbox.core.payload.Json;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.engine.activity.ActivityTransaction;
import org.signalbox.engine.activity.AttemptTransaction;

/** An attempt that a thread of this server carries out. */
final class LiveAttempt implements ActivityContext {

    private final ActivityTransaction.Call call;
    private final AttemptTransaction transaction;
    private final Clock clock;
    private volatile boolean later;
    private volatile Optional<String> details = Optional.empty();
    private volatile Instant beat;
    private volatile Instant written;

    LiveAttempt(ActivityTransaction.Call call, AttemptTransaction transaction, Clock clock) {
        this.call = call;
        this.transaction = transaction;
        this.clock = clock;
        this.beat = call.begun();
        this.written = call.begun();
    }

    ActivityTransaction.Call call() {
        return call;
    }

    private TimeLimits limits() {
        return call.method().limits();
    }

    /** How long it may still go on without a further heartbeat; nothing or less if its time is over. */
    Duration patience() {
        return Duration.between(clock.instant(), limits().end(call.scheduled(), call.begun(), beat));
    }

    ActivityOutcome.Failed late() {
        String why = limits().lateness(attempt(), call.scheduled(), call.begun(), clock.instant());
        return ActivityOutcome.Failed.of(why, true, Optional.empty());
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
    public String id() {
        return call.attempt().key().asIdentifier();
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
        beat = now;
        if (now.isBefore(written.plus(limits().betweenWrites()))) {
            return;
        }
        HeartbeatResult result = write();
        if (result != HeartbeatResult.GO_ON) {
            throw new ActivityCancelled(
                    result == HeartbeatResult.CANCELLED ? "The activity was cancelled" : "The attempt is over");
        }
    }

    /** While the database is away nobody else can look after the attempt either; the next heartbeat tries again. */
    private HeartbeatResult write() {
        try {
            HeartbeatResult result = transaction.heartbeat(call.attempt(), details);
            written = beat;
            return result;
        } catch (Unavailable e) {
            return HeartbeatResult.GO_ON;
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
