package org.signalbox.engine.activity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityFlags;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.activity.ActivityTask;
import org.signalbox.core.activity.ActivityTimes;
import org.signalbox.core.catalog.TimeLimits;
import org.signalbox.core.turn.ActivityKey;

@Entity(name = "Activity")
@Table(name = "activity")
@IdClass(ActivityId.class)
@SuppressWarnings("NullAway.Init")
class ActivityEntity {

    @Id
    @Column(name = "workflow_id")
    String workflowId;

    @Id
    long sequence;

    @Id
    int ordinal;

    int run;
    /** Since when its attempts fail, while it has not ended. */
    @Column(name = "failing_since")
    @Nullable
    Instant failingSince;

    String type;
    String method;
    String arguments;

    @Enumerated(EnumType.STRING)
    ActivityState state;

    int attempt;

    /** How often the next attempt has been sent to the queue. */
    int sent;

    @Column(name = "scheduled_at")
    Instant scheduledAt;

    @Column(name = "started_at")
    @Nullable
    Instant startedAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "wake_at")
    @Nullable
    Instant wakeAt;

    @Nullable
    String failure;

    @Nullable
    String result;

    @Nullable
    String secret;

    @Nullable
    String details;

    /** Which server began the last attempt. */
    @Nullable
    Integer server;

    boolean outside;
    boolean cancelled;
    boolean limited;

    protected ActivityEntity() {}

    ActivityKey key() {
        return new ActivityKey(new WorkflowId(workflowId), sequence, ordinal);
    }

    ActivityTask task() {
        return new ActivityTask(
                key(),
                state,
                attempt,
                sent,
                new ActivityTimes(
                        scheduledAt,
                        Optional.ofNullable(startedAt),
                        Optional.ofNullable(endedAt),
                        Optional.ofNullable(failingSince),
                        Optional.ofNullable(wakeAt)),
                new ActivityFlags(outside, cancelled, limited));
    }

    void set(ActivityTask task) {
        state = task.state();
        attempt = task.attempt();
        sent = task.sent();
        scheduledAt = task.times().scheduled();
        startedAt = task.times().started().orElse(null);
        endedAt = task.times().ended().orElse(null);
        failingSince = task.times().failingSince().orElse(null);
        wakeAt = task.times().wakeAt().orElse(null);
        outside = task.flags().outside();
        cancelled = task.flags().cancelled();
        limited = task.flags().limited();
    }

    /** After the clock has stepped back. */
    void bringBack(Instant now, Duration by, Optional<TimeLimits> limits) {
        if (wakeAt == null) {
            return;
        }
        boolean wasDue = !wakeAt.isAfter(now.plus(by));
        scheduledAt = earlier(scheduledAt, now);
        if (startedAt != null) {
            startedAt = earlier(startedAt, now);
        }
        if (wasDue) {
            wakeAt = now;
        } else if (state == ActivityState.SCHEDULED) {
            wakeAt = wakeAt.minus(by);
        } else {
            Instant latest =
                    limits.map(l -> l.end(scheduledAt, task().begun(), now)).orElse(wakeAt);
            wakeAt = earlier(wakeAt, latest);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    String name() {
        return type + "." + method;
    }
}
