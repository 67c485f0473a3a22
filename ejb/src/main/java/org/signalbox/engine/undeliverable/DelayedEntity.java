package org.signalbox.engine.undeliverable;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity(name = "Delayed")
@Table(name = "delayed_signal")
@SuppressWarnings("NullAway.Init")
class DelayedEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "delayed_signal_number")
    @SequenceGenerator(name = "delayed_signal_number", sequenceName = "delayed_signal_number", allocationSize = 1)
    long id;

    /** Of address and signal id. */
    String fingerprint;

    /** Of the workflow id, or of the business key. */
    String address;

    @Column(name = "workflow_id")
    @Nullable
    String workflowId;

    @Column(name = "signal_id")
    @Nullable
    String signalId;

    /** The whole signal as JSON. */
    String raw;

    @Column(name = "received_at")
    Instant receivedAt;

    @Column(name = "due_at")
    Instant dueAt;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @Column(name = "look_at")
    Instant lookAt;

    protected DelayedEntity() {}
}
