package org.signalbox.engine.journal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Events;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.core.turn.ActivityKey;

@Entity(name = "Journal")
@Table(name = "journal")
@IdClass(JournalKey.class)
class JournalEntity {

    @Id
    @Column(name = "workflow_id")
    String workflowId;

    @Id
    long sequence;

    int run;

    @Enumerated(EnumType.STRING)
    Event.Kind kind;

    String name;

    @Column(name = "signal_id")
    @Nullable
    String signalId;

    @Nullable
    String payload;

    @Enumerated(EnumType.STRING)
    Entry.State state;

    @Nullable
    String decided;

    @Nullable
    String activity;

    @Nullable
    Integer server;

    @Column(name = "accepted_at")
    Instant acceptedAt;

    @Column(name = "handled_at")
    @Nullable
    Instant handledAt;

    @SuppressWarnings("NullAway.Init")
    protected JournalEntity() {}

    @SuppressWarnings("NullAway.Init")
    JournalEntity(WorkflowId id, Entry entry, Instant now, StoredPayloads payloads) {
        workflowId = id.value();
        sequence = entry.sequence();
        run = entry.run();
        kind = entry.event().kind();
        name = entry.event().name();
        payload =
                entry.event().payload().map(p -> payloads.encode(p, id.value())).orElse(null);
        acceptedAt = now;
        signalId = entry.event().sentAs().map(SignalId::value).orElse(null);
        if (entry.event() instanceof Event.Ended ended) {
            activity = ended.key().sequence() + "." + ended.key().ordinal();
        }
        advance(entry, now, payloads);
    }

    final void advance(Entry entry, Instant now, StoredPayloads payloads) {
        state = entry.state();
        decided = entry.decided().isEmpty() ? null : payloads.encode(String.join("\n", entry.decided()), workflowId);
        handledAt = entry.state() == Entry.State.WAITING || entry.state() == Entry.State.OPEN ? null : now;
        if (entry.state() == Entry.State.REJECTED && kind == Event.Kind.SIGNAL) {
            // It had no effect and is kept as undeliverable, so the same signal may be sent again.
            signalId = null;
        }
    }

    Entry toEntry(StoredPayloads payloads) {
        return new Entry(
                sequence,
                run,
                event(payloads),
                state,
                decided == null
                        ? List.of()
                        : Undecodable.shown(payloads.decode(decided, workflowId, "journal"))
                                .lines()
                                .toList());
    }

    JournalView toView(StoredPayloads payloads, Optional<String> node) {
        return new JournalView(
                toEntry(payloads), Optional.ofNullable(signalId), acceptedAt, Optional.ofNullable(handledAt), node);
    }

    private Event event(StoredPayloads payloads) {
        Optional<String> body =
                Optional.ofNullable(payload).map(p -> payloads.decode(p, workflowId, "payload of event " + sequence));
        return Events.of(kind, name, body, Optional.ofNullable(signalId), activityKey());
    }

    /** Ends of activities that were journalled before there was a column for it were of nobody who waited. */
    private ActivityKey activityKey() {
        WorkflowId id = new WorkflowId(workflowId);
        if (activity == null) {
            return new ActivityKey(id, sequence, 0);
        }
        int dot = activity.indexOf('.');
        return new ActivityKey(
                id, Long.parseLong(activity.substring(0, dot)), Integer.parseInt(activity.substring(dot + 1)));
    }
}
