package org.signalbox.engine.schedule;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity(name = "Schedule")
@Table(name = "schedule")
class ScheduleEntity {

    @Id
    String id = "";

    String definition = "";
    String progression = "";

    @Column(name = "wake_at")
    @Nullable
    Instant wakeAt;

    protected ScheduleEntity() {}

    ScheduleEntity(String id) {
        this.id = id;
    }
}
