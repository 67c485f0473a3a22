package org.signalbox.engine.activity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityState;
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

    boolean outside;
    boolean cancelled;
    boolean limited;

    protected ActivityEntity() {}

    ActivityKey key() {
        return new ActivityKey(new WorkflowId(workflowId), sequence, ordinal);
    }

    /** When the last attempt began; before the first, when it was scheduled. */
    Instant begun() {
        return startedAt == null ? scheduledAt : startedAt;
    }

    boolean isOpen() {
        return state == ActivityState.SCHEDULED || state == ActivityState.RUNNING;
    }

    /** Whether no thread stands for it. */
    boolean isIdle() {
        return state == ActivityState.SCHEDULED || outside;
    }

    /** When it is to be looked at while it waits for its next attempt. */
    Instant firstOf(Instant look, Optional<TimeLimits> limits) {
        return limits.flatMap(l -> l.waitsUntil(scheduledAt, attempt > 0))
                .filter(look::isAfter)
                .orElse(look);
    }

    String name() {
        return type + "." + method;
    }
}
