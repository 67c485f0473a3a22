package org.signalbox.engine.instance;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Life;
import org.signalbox.core.machine.OpenLine;
import org.signalbox.core.machine.Parking;
import org.signalbox.core.machine.Status;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.payload.Undecodable;

@Entity(name = "Instance")
@Table(name = "instance")
class InstanceEntity {

    @Id
    @Column(name = "workflow_id")
    String workflowId;

    String type = "";
    int run;

    @Enumerated(EnumType.STRING)
    Status status = Status.EXPECTED;

    long sequence;
    int waiting;

    @Nullable
    String state;

    @Column(name = "parked_error")
    @Nullable
    String parkedError;

    @Column(name = "parked_since")
    @Nullable
    Instant parkedSince;

    @Column(name = "parked_attempts")
    int parkedAttempts;

    @Column(name = "wake_at")
    @Nullable
    Instant wakeAt;

    @Nullable
    String result;

    @Nullable
    String failure;

    @Column(name = "started_at")
    Instant startedAt = Instant.EPOCH;

    @Column(name = "closed_at")
    @Nullable
    Instant closedAt;

    @Column(name = "first_waiting")
    long firstWaiting;

    @Nullable
    String lines;

    @Nullable
    String life;

    @Column(name = "updated_at")
    Instant updatedAt = Instant.EPOCH;

    @SuppressWarnings("NullAway.Init")
    protected InstanceEntity() {}

    InstanceEntity(Instance instance, Instant now, StoredPayloads payloads) {
        workflowId = instance.id().value();
        type = instance.type();
        run = instance.run();
        status = instance.status();
        sequence = instance.sequence();
        waiting = instance.waiting();
        state = encoded(instance.state(), payloads);
        parkedError = encoded(instance.parking().map(Parking::error), payloads);
        parkedSince = instance.parking().map(Parking::since).orElse(null);
        parkedAttempts = instance.parking().map(Parking::attempts).orElse(0);
        wakeAt = wakeAt(instance, now).orElse(null);
        result = encoded(instance.result(), payloads);
        failure = encoded(instance.failure(), payloads);
        startedAt = instance.startedAt();
        closedAt = instance.closedAt().orElse(null);
        firstWaiting = instance.firstWaiting();
        lines = instance.lines().isEmpty() ? null : OpenLine.write(instance.lines());
        life = StoredLife.write(instance.life(), workflowId, payloads).orElse(null);
        updatedAt = now;
    }

    private @Nullable String encoded(Optional<String> text, StoredPayloads payloads) {
        return text.map(t -> payloads.encode(t, workflowId)).orElse(null);
    }

    InstanceEntity(ResultSet row) throws SQLException {
        workflowId = row.getString("workflow_id");
        type = row.getString("type");
        run = row.getInt("run");
        status = Status.valueOf(row.getString("status"));
        sequence = row.getLong("sequence");
        waiting = row.getInt("waiting");
        state = row.getString("state");
        parkedError = row.getString("parked_error");
        parkedSince = HotRows.time(row, "parked_since");
        parkedAttempts = row.getInt("parked_attempts");
        wakeAt = HotRows.time(row, "wake_at");
        result = row.getString("result");
        failure = row.getString("failure");
        startedAt = row.getObject("started_at", OffsetDateTime.class).toInstant();
        closedAt = HotRows.time(row, "closed_at");
        firstWaiting = row.getLong("first_waiting");
        lines = row.getString("lines");
        life = row.getString("life");
        updatedAt = row.getObject("updated_at", OffsetDateTime.class).toInstant();
    }

    Instance toInstance(StoredPayloads payloads) {
        return new Instance(
                new WorkflowId(workflowId),
                type,
                run,
                status,
                sequence,
                waiting,
                decoded(state, "state", payloads),
                parking(payloads),
                decoded(result, "result", payloads),
                decoded(failure, "failure", payloads),
                startedAt,
                Optional.ofNullable(closedAt),
                firstWaiting,
                lines == null ? List.of() : OpenLine.read(lines),
                life == null ? Life.PLAIN : StoredLife.read(life, workflowId, payloads));
    }

    private Optional<String> decoded(@Nullable String stored, String what, StoredPayloads payloads) {
        return Optional.ofNullable(stored).map(s -> payloads.decode(s, workflowId, what));
    }

    private Optional<Parking> parking(StoredPayloads payloads) {
        if (parkedError == null || parkedSince == null) {
            return Optional.empty();
        }
        String error = Undecodable.shown(payloads.decode(parkedError, workflowId, "error"));
        return Optional.of(new Parking(error, parkedSince, parkedAttempts, Optional.ofNullable(wakeAt)));
    }

    /** When some server has to look at the inbox; the one that has just committed goes on by itself before that. */
    private static Optional<Instant> wakeAt(Instance instance, Instant now) {
        if (!instance.isUnfinished()) {
            return Optional.empty();
        }
        return instance.parking()
                .map(Parking::retryAt)
                .orElseGet(() -> Optional.of(now.plus(InstanceStore.SWEEP_AFTER)));
    }
}
