package org.signalbox.engine.timer;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Entity(name = "Timer")
@Table(name = "timer")
@IdClass(TimerKey.class)
@SuppressWarnings("NullAway.Init")
class TimerEntity {

    @Id
    @Column(name = "workflow_id")
    String workflowId;

    @Id
    String name;

    @Column(name = "due_at")
    Instant dueAt;

    @Nullable
    String period;

    @Column(name = "wake_at")
    Instant wakeAt;

    protected TimerEntity() {}

    TimerEntity(TimerKey key) {
        workflowId = key.workflowId;
        name = key.name;
    }

    Optional<Duration> every() {
        return Optional.ofNullable(period).map(Duration::parse);
    }
}
