package org.signalbox.engine.undeliverable;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Reason;

@Entity(name = "Undeliverable")
@Table(name = "undeliverable")
@SuppressWarnings("NullAway.Init")
class UndeliverableEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "undeliverable_number")
    @SequenceGenerator(name = "undeliverable_number", sequenceName = "undeliverable_number", allocationSize = 1)
    long id;

    String fingerprint;

    @Column(name = "received_at")
    Instant receivedAt;

    @Enumerated(EnumType.STRING)
    Reason reason;

    String detail;

    @Column(name = "workflow_id")
    @Nullable
    String workflowId;

    @Nullable
    String signal;

    @Column(name = "signal_id")
    @Nullable
    String signalId;

    @Column(name = "workflow_type")
    @Nullable
    String workflowType;

    @Column(name = "start_input")
    @Nullable
    String startInput;

    @Column(name = "hold_for")
    @Nullable
    String holdFor;

    @Column(name = "body_kind")
    String bodyKind;

    byte @Nullable [] body;

    String properties;

    /** The user who sent it. */
    @Nullable
    String sender;

    /** How often it came. */
    int times = 1;

    @Nullable
    String settled;

    @Column(name = "settled_at")
    @Nullable
    Instant settledAt;

    @Column(name = "settled_by")
    @Nullable
    String settledBy;

    protected UndeliverableEntity() {}
}
