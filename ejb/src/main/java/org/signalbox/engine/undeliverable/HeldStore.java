package org.signalbox.engine.undeliverable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalbox.client.Receipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Accepted;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Sent;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.engine.instance.HotRows;
import org.signalbox.engine.journal.Remembered;
import org.signalbox.engine.journal.SignalKey;

/** Signals held for instances that do not exist yet. Needs the caller's transaction and, for writing, the instance's lock. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class HeldStore {

    private static final String RECEIPTS = "select h.workflow_id, h.signal_id, h.hold_until"
            + " from unnest(cast(? as varchar array), cast(? as varchar array)) as k (workflow_id, signal_id)"
            + " join held_signal h on h.workflow_id = k.workflow_id and h.signal_id = k.signal_id";

    @Inject
    private StoredPayloads payloads;

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    public void hold(Request.Signal signal, Instant now, Instant until) {
        HeldEntity held = new HeldEntity();
        held.workflowId = signal.workflowId().value();
        held.signalId = signal.signalId().value();
        held.name = signal.name();
        held.payload =
                signal.payload().map(p -> payloads.encode(p, held.workflowId)).orElse(null);
        held.receivedAt = now;
        held.holdUntil = until;
        em.persist(held);
        em.flush();
    }

    /** What is known of a signal that is held; its fingerprint is that of its payload, which nobody can edit there. */
    public Optional<Remembered> remembered(SignalKey signal) {
        return em.createQuery(
                        "select h from Held h where h.workflowId = :workflow and h.signalId = :signal",
                        HeldEntity.class)
                .setParameter("workflow", signal.workflowId().value())
                .setParameter("signal", signal.signalId().value())
                .getResultStream()
                .findFirst()
                .map(h -> new Remembered(heldUntil(signal, h.holdUntil), accepted(h)));
    }

    private Accepted accepted(HeldEntity held) {
        return Sent.of(held.toEvent(payloads)).orElseThrow().accepted(held.workflowId, payloads);
    }

    /**
     * The receipts of those signals that are held.
     *
     * @param receipts gets what is found
     */
    public static HotRows.Query receipts(List<SignalKey> signals, Map<SignalKey, Receipt> receipts) {
        return new HotRows.Query(RECEIPTS, SignalKey.columns(signals), row -> {
            SignalKey key = SignalKey.in(row);
            Instant until = row.getObject(3, OffsetDateTime.class).toInstant();
            receipts.put(key, heldUntil(key, until));
        });
    }

    private static Receipt heldUntil(SignalKey key, Instant until) {
        return Receipt.held(key.signalId(), key.workflowId(), "held until " + until);
    }

    /** How many are held for an instance, since when, and until when at the latest. */
    public record Standing(long count, Instant first, Instant until) {}

    /** Empty if none is. */
    public Optional<Standing> standing(WorkflowId id) {
        Object[] column = em.createQuery(
                        "select count(h), min(h.receivedAt), max(h.holdUntil) from Held h where h.workflowId = :workflow",
                        Object[].class)
                .setParameter("workflow", id.value())
                .getSingleResult();
        long count = ((Number) column[0]).longValue();
        return count == 0
                ? Optional.empty()
                : Optional.of(new Standing(count, (Instant) column[1], (Instant) column[2]));
    }

    /** How many are held for all instances together. */
    public long count() {
        return em.createQuery("select count(h) from Held h", Long.class).getSingleResult();
    }

    /** In the order of arrival. */
    public List<Event.Signalled> heldFor(WorkflowId id) {
        return em.createQuery("select h from Held h where h.workflowId = :workflow order by h.id", HeldEntity.class)
                .setParameter("workflow", id.value())
                .getResultStream()
                .map(h -> h.toEvent(payloads))
                .toList();
    }

    /** Once they have been handed over. */
    public void release(WorkflowId id) {
        em.createQuery("delete from Held h where h.workflowId = :workflow")
                .setParameter("workflow", id.value())
                .executeUpdate();
    }

    /** Ids of instances for which a signal has been held long enough. */
    public List<WorkflowId> overdue(Instant now, int limit) {
        return em.createQuery("select distinct h.workflowId from Held h where h.holdUntil <= :now", String.class)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultStream()
                .map(WorkflowId::new)
                .toList();
    }

    /** Takes out the signals of one instance that have been held long enough. */
    public List<Event.Signalled> takeOverdue(WorkflowId id, Instant now) {
        List<HeldEntity> overdue = em.createQuery(
                        "select h from Held h where h.workflowId = :workflow and h.holdUntil <= :now order by h.id",
                        HeldEntity.class)
                .setParameter("workflow", id.value())
                .setParameter("now", now)
                .getResultList();
        overdue.forEach(em::remove);
        return overdue.stream().map(h -> h.toEvent(payloads)).toList();
    }

    /**
     * Has signals that came at a time in the future come now; the clock by which they came was ahead. They are held for as long
     * as before.
     *
     * @return how many; if as many as the limit, there may be more
     */
    public int bringBack(Instant now, int limit) {
        List<?> early = em.createNativeQuery(
                        "select id from held_signal where received_at > ?1 limit " + limit + " for update skip locked")
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        for (Object id : early) {
            HeldEntity row = em.find(HeldEntity.class, ((Number) id).longValue());
            row.holdUntil = now.plus(Duration.between(row.receivedAt, row.holdUntil));
            row.receivedAt = now;
        }
        return early.size();
    }
}
