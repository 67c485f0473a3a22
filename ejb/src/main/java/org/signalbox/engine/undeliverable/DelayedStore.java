package org.signalbox.engine.undeliverable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalbox.client.Receipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.payload.StorableText;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.engine.instance.HotRows;
import org.signalbox.engine.journal.SignalKey;

/**
 * Signals that are to be delivered later. Those with one address come in the order of their due times, equal ones in the order of
 * arrival. Needs the caller's transaction.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class DelayedStore {

    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private static final String RECEIPTS = "select d.workflow_id, d.signal_id, d.due_at"
            + " from unnest(cast(? as varchar array), cast(? as varchar array)) as k (workflow_id, signal_id)"
            + " join delayed_signal d on d.workflow_id = k.workflow_id and d.signal_id = k.signal_id";

    @Inject
    private StoredPayloads payloads;

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    /**
     * Keeps a signal until it is due.
     *
     * <p>The unique key of the fingerprint makes a second row for a redelivery impossible: whoever comes second at the same time is rolled back.
     *
     * @return the due time of the signal that was there before with that address and id, if there was one: nothing is kept then
     */
    public Optional<Instant> keep(RawSignal signal, Instant now, Instant dueAt, Optional<Instant> expiresAt) {
        String fingerprint = Fingerprint.withContent(signal, "DELAYED", payloads);
        Optional<Instant> before = em.createQuery(
                        "select d.dueAt from Delayed d where d.fingerprint = :fingerprint", Instant.class)
                .setParameter("fingerprint", fingerprint)
                .getResultStream()
                .findFirst();
        if (before.isPresent()) {
            return before;
        }
        DelayedEntity row = new DelayedEntity();
        row.fingerprint = fingerprint;
        row.address = Fingerprint.ofAddress(signal);
        row.workflowId = signal.workflowId().orElse(null);
        row.signalId = signal.signalId().orElse(null);
        row.raw = payloads.encode(StorableText.of(RawSignalText.write(signal)), owner(row));
        row.receivedAt = now;
        row.dueAt = dueAt;
        row.expiresAt = expiresAt.orElse(null);
        row.lookAt = expiresAt.filter(dueAt::isAfter).orElse(dueAt);
        em.persist(row);
        em.flush();
        return Optional.empty();
    }

    /** The first of those that are due, or have expired. */
    public List<Delayed> due(Instant now, int limit) {
        return em.createQuery(
                        "select d from Delayed d where d.lookAt <= :now order by d.dueAt, d.id", DelayedEntity.class)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultStream()
                .map(this::view)
                .toList();
    }

    /** Whether it is still there, and the next of its address. */
    public boolean isNext(Delayed delayed) {
        return em.createQuery(
                        "select d.id from Delayed d where d.address = :address order by d.dueAt, d.id", Long.class)
                .setParameter("address", delayed.address())
                .setMaxResults(1)
                .getResultStream()
                .anyMatch(id -> id == delayed.id());
    }

    /** @return false if it was not there any more */
    public boolean remove(Delayed delayed) {
        return em.createQuery("delete from Delayed d where d.id = :id")
                        .setParameter("id", delayed.id())
                        .executeUpdate()
                > 0;
    }

    /** It keeps its place. */
    public void lookLater(Delayed delayed, Instant now) {
        em.createQuery("update Delayed d set d.lookAt = :later where d.id = :id")
                .setParameter("later", now.plus(BETWEEN_LOOKS))
                .setParameter("id", delayed.id())
                .executeUpdate();
    }

    /**
     * The receipts of those signals that are delayed.
     *
     * @param receipts gets what is found
     */
    public static HotRows.Query receipts(List<SignalKey> signals, Map<SignalKey, Receipt> receipts) {
        return new HotRows.Query(RECEIPTS, SignalKey.columns(signals), row -> {
            SignalKey key = SignalKey.in(row);
            Instant dueAt = row.getObject(3, OffsetDateTime.class).toInstant();
            receipts.put(key, Receipt.held(key.signalId(), key.workflowId(), untilDue(dueAt)));
        });
    }

    /** For people. */
    public static String untilDue(Instant dueAt) {
        return "held until " + dueAt + ", its delivery time";
    }

    /** How many wait for an instance, since when, and until when at the latest; empty if none does. */
    public Optional<HeldStore.Standing> standing(WorkflowId id) {
        Object[] column = em.createQuery(
                        "select count(d), min(d.receivedAt), max(d.dueAt) from Delayed d where d.workflowId = :workflow",
                        Object[].class)
                .setParameter("workflow", id.value())
                .getSingleResult();
        long count = ((Number) column[0]).longValue();
        return count == 0
                ? Optional.empty()
                : Optional.of(new HeldStore.Standing(count, (Instant) column[1], (Instant) column[2]));
    }

    private Delayed view(DelayedEntity row) {
        String text = payloads.decode(row.raw, owner(row), "delayed signal " + row.id);
        return new Delayed(
                row.id,
                row.address,
                row.dueAt,
                Optional.ofNullable(row.expiresAt),
                Optional.of(text).filter(t -> !Undecodable.isMarked(t)).map(RawSignalText::read));
    }

    private static String owner(DelayedEntity row) {
        return row.workflowId == null ? "" : row.workflowId;
    }
}
