package org.signalbox.engine.undeliverable;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.StorableText;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.engine.instance.HotRows;
import org.signalbox.engine.journal.SignalKey;

/** Signals nobody could take. Needs the caller's transaction. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class UndeliverableStore {

    /** In UTF-8 three bytes each at most: PostgreSQL refuses a row of whose index an entry would have more than 2,700. */
    private static final int LONGEST_TEXT = 800;

    private static final int LONGEST_SENDER = 200;

    private static final int LONGEST_DETAIL = 4000;

    private static final String RECEIPTS = "select u.workflow_id, u.signal_id, u.reason, u.detail"
            + " from unnest(cast(? as varchar array), cast(? as varchar array)) as k (workflow_id, signal_id)"
            + " join undeliverable u on u.workflow_id = k.workflow_id and u.signal_id = k.signal_id"
            + " order by case when u.reason = 'ID_REUSED' then 0 else 1 end, u.id";

    @Inject
    private StoredPayloads payloads;

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    /**
     * Keeps a signal. The same signal id for the same instance and reason is one row, which counts how often it came, until
     * it is settled; of what came under a used id, each different content is a row.
     *
     * <p>Redelivery after a crash between commit and acknowledgement brings the same message again; the fingerprint's
     * unique key makes the second row impossible: whoever comes second at the same time is rolled back and repeated.
     */
    public void keep(RawSignal signal, Reason reason, String detail, Instant now) {
        String fingerprint = reason == Reason.ID_REUSED
                ? Fingerprint.withContent(signal, reason.name(), payloads)
                : Fingerprint.of(signal, reason.name());
        // an operator who sends it again in vain is no sender
        int known = em.createQuery(
                        "update Undeliverable u set u.times = u.times + :more" + " where u.fingerprint = :fingerprint")
                .setParameter("more", signal.isResent() ? 0 : 1)
                .setParameter("fingerprint", fingerprint)
                .executeUpdate();
        if (known > 0) {
            return;
        }
        UndeliverableEntity row = new UndeliverableEntity();
        row.fingerprint = fingerprint;
        row.receivedAt = now;
        row.reason = reason;
        row.workflowId = text(signal.workflowId());
        String owner = owner(row);
        row.detail = payloads.encode(StorableText.of(detail, LONGEST_DETAIL), owner);
        row.signal = text(signal.signal());
        row.signalId = text(signal.signalId());
        row.workflowType = text(signal.workflowType());
        row.startInput = signal.startInput()
                .map(StorableText::of)
                .map(s -> payloads.encode(s, owner))
                .orElse(null);
        row.holdFor = text(signal.holdFor());
        row.bodyKind = signal.bodyKind();
        row.body = signal.body().map(new StoredBody(payloads, owner)::encode).orElse(null);
        row.sender = text(signal.sender().map(s -> StorableText.of(s, LONGEST_SENDER)));
        row.properties = payloads.encode(Json.write(new TreeMap<>(signal.properties())), owner);
        em.persist(row);
        em.flush();
    }

    /** Locks one row. */
    public Optional<Undeliverable> lock(long id) {
        return Optional.ofNullable(em.find(UndeliverableEntity.class, id, LockModeType.PESSIMISTIC_WRITE))
                .map(this::view);
    }

    /** Without a lock. */
    public Optional<Undeliverable> find(long id) {
        return Optional.ofNullable(em.find(UndeliverableEntity.class, id)).map(this::view);
    }

    /** Notes what an operator did with it; the same signal may become undeliverable anew afterwards. */
    public void settle(long id, String how, String by, Instant now) {
        UndeliverableEntity row = em.getReference(UndeliverableEntity.class, id);
        row.fingerprint = id + " " + how;
        row.settled = how;
        row.settledAt = now;
        row.settledBy = by;
    }

    /** The rows not settled yet, newest first, without their bodies: a page of large ones would not fit into memory. */
    public List<Undeliverable> open(Optional<String> workflowId, Optional<Reason> reason, int first, int count) {
        return em.createQuery(
                        "select u.id, u.receivedAt, u.reason, u.detail, u.workflowId, u.signal, u.signalId,"
                                + " u.workflowType, u.startInput, u.holdFor, u.bodyKind, u.properties,"
                                + " function('octet_length', u.body) from Undeliverable u where u.settled is null"
                                + " and (:anyWorkflow = true or u.workflowId = :workflow)"
                                + " and (:anyReason = true or u.reason = :reason) order by u.id desc",
                        Object[].class)
                .setParameter("anyWorkflow", workflowId.isEmpty())
                .setParameter("workflow", workflowId.orElse(""))
                .setParameter("anyReason", reason.isEmpty())
                .setParameter("reason", reason.orElse(Reason.MALFORMED))
                .setFirstResult(first)
                .setMaxResults(count)
                .getResultStream()
                .map(this::withoutBody)
                .toList();
    }

    private Undeliverable withoutBody(Object[] column) {
        UndeliverableEntity row = new UndeliverableEntity();
        row.id = (Long) column[0];
        row.receivedAt = (Instant) column[1];
        row.reason = (Reason) column[2];
        row.detail = (String) column[3];
        row.workflowId = (String) column[4];
        row.signal = (String) column[5];
        row.signalId = (String) column[6];
        row.workflowType = (String) column[7];
        row.startInput = (String) column[8];
        row.holdFor = (String) column[9];
        row.bodyKind = (String) column[10];
        row.properties = (String) column[11];
        return view(row, Optional.ofNullable((Number) column[12]).map(Number::intValue));
    }

    /** The numbers of those not settled yet, behind that one, in the order in which they came. */
    public List<Long> oldest(Optional<String> workflowId, Optional<Reason> reason, long after, int count) {
        return em.createQuery(
                        "select u.id from Undeliverable u where u.settled is null and u.id > :after"
                                + " and (:anyWorkflow = true or u.workflowId = :workflow)"
                                + " and (:anyReason = true or u.reason = :reason) order by u.id",
                        Long.class)
                .setParameter("after", after)
                .setParameter("anyWorkflow", workflowId.isEmpty())
                .setParameter("workflow", workflowId.orElse(""))
                .setParameter("anyReason", reason.isEmpty())
                .setParameter("reason", reason.orElse(Reason.MALFORMED))
                .setMaxResults(count)
                .getResultList();
    }

    /** The numbers of those of a signal that are not settled, newest first; what only used its id is none of them. */
    public List<Long> open(WorkflowId id, SignalId signalId) {
        return em.createQuery(
                        "select u.id from Undeliverable u where u.workflowId = :workflow and u.signalId = :signal"
                                + " and u.settled is null and u.reason <> :reused order by u.id desc",
                        Long.class)
                .setParameter("reused", Reason.ID_REUSED)
                .setParameter("workflow", id.value())
                .setParameter("signal", signalId.value())
                .getResultList();
    }

    public long countOpen() {
        return em.createQuery("select count(u) from Undeliverable u where u.settled is null", Long.class)
                .getSingleResult();
    }

    /** Those not settled, by the user who sent them; of nobody known under an empty name. */
    public Map<String, Long> countBySender() {
        Map<String, Long> counts = new TreeMap<>();
        em.createQuery(
                        "select u.sender, count(u) from Undeliverable u where u.settled is null group by u.sender",
                        Object[].class)
                .getResultStream()
                .forEach(row -> counts.put(row[0] == null ? "" : row[0].toString(), ((Number) row[1]).longValue()));
        return counts;
    }

    /**
     * The receipts of those signals that are or were undeliverable, settled or not; of several the newest.
     *
     * @param receipts gets what is found
     */
    public static HotRows.Query receipts(
            List<SignalKey> signals, Map<SignalKey, Receipt> receipts, StoredPayloads payloads) {
        return new HotRows.Query(RECEIPTS, SignalKey.columns(signals), row -> {
            SignalKey key = SignalKey.in(row);
            String detail =
                    payloads.decode(row.getString(4), key.workflowId().value(), "detail of an undeliverable signal");
            Reason reason = Reason.valueOf(row.getString(3));
            receipts.put(key, Receipt.rejected(key.signalId(), key.workflowId(), reason, Undecodable.shown(detail)));
        });
    }

    private static String owner(UndeliverableEntity row) {
        return row.workflowId == null ? "" : row.workflowId;
    }

    private String decoded(String stored, UndeliverableEntity row, String what) {
        return payloads.decode(stored, owner(row), what + " of an undeliverable signal");
    }

    private Undeliverable view(UndeliverableEntity e) {
        return view(e, Optional.ofNullable(e.body).map(b -> b.length));
    }

    private Undeliverable view(UndeliverableEntity e, Optional<Integer> bodyLength) {
        return new Undeliverable(
                e.id,
                e.receivedAt,
                e.reason,
                Undecodable.shown(decoded(e.detail, e, "detail")),
                new RawSignal(
                        Optional.ofNullable(e.workflowId),
                        Optional.ofNullable(e.signal),
                        Optional.ofNullable(e.signalId),
                        Optional.ofNullable(e.workflowType),
                        Optional.ofNullable(e.startInput).map(s -> decoded(s, e, "start input")),
                        Optional.ofNullable(e.holdFor),
                        e.bodyKind,
                        Optional.ofNullable(e.body).map(new StoredBody(payloads, owner(e))::decode),
                        Undeliverable.propertiesFrom(decoded(e.properties, e, "properties"))),
                bodyLength,
                Optional.ofNullable(e.settled));
    }

    private static @Nullable String text(Optional<String> value) {
        return value.map(v -> StorableText.of(v, LONGEST_TEXT)).orElse(null);
    }
}
