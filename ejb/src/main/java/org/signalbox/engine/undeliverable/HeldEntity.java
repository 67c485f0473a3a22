package org.signalbox.engine.undeliverable;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.SignalId;
import org.signalbox.core.machine.Event;
import org.signalbox.core.payload.StoredPayloads;

@Entity(name = "Held")
@Table(name = "held_signal")
@SuppressWarnings("NullAway.Init")
class HeldEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "held_signal_number")
    @SequenceGenerator(name = "held_signal_number", sequenceName = "held_signal_number", allocationSize = 1)
    long id;

    @Column(name = "workflow_id")
    String workflowId;

    @Column(name = "signal_id")
    String signalId;

    String name;

    @Nullable
    String payload;

    @Column(name = "received_at")
    Instant receivedAt;

    @Column(name = "hold_until")
    Instant holdUntil;

    protected HeldEntity() {}

    Event.Signalled toEvent(StoredPayloads payloads) {
        return new Event.Signalled(
                name,
                Optional.ofNullable(payload)
                        .map(p -> payloads.decode(p, workflowId, "payload of held signal '" + signalId + "'")),
                new SignalId(signalId));
    }
}
