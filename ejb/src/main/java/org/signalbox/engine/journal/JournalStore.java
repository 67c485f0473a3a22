package org.signalbox.engine.journal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.signalbox.client.Outcome;
import org.signalbox.client.Receipt;
import org.signalbox.client.SignalId;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Entry;
import org.signalbox.engine.instance.SqlList;

/** The rows of events. Needs the caller's transaction, and for writing the instance's lock. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class JournalStore {

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    /** Adds an entry with a new sequence. */
    public void append(WorkflowId id, Entry entry, Instant now) {
        em.persist(new JournalEntity(id, entry, now));
    }

    /** Takes over what became of an entry that waited. */
    public void advance(WorkflowId id, Entry entry, Instant now) {
        row(id, entry.sequence())
                .orElseThrow(() -> new IllegalStateException(id + " has no event " + entry.sequence()))
                .advance(entry, now);
    }

    public Optional<Entry> find(WorkflowId id, long sequence) {
        return row(id, sequence).map(JournalEntity::toEntry);
    }

    private Optional<JournalEntity> row(WorkflowId id, long sequence) {
        return Optional.ofNullable(em.find(JournalEntity.class, new JournalKey(id.value(), sequence)));
    }

    /**
     * A page of the journal.
     *
     * @param from the lowest sequence wanted, ascending from there
     */
    public List<JournalView> page(WorkflowId id, long from, int limit) {
        return em.createQuery(
                        "select j from Journal j where j.workflowId = :id and j.sequence >= :first order by j.sequence",
                        JournalEntity.class)
                .setParameter("id", id.value())
                .setParameter("first", from)
                .setMaxResults(limit)
                .getResultStream()
                .map(j -> new JournalView(
                        j.toEntry(), Optional.ofNullable(j.signalId), j.acceptedAt, Optional.ofNullable(j.handledAt)))
                .toList();
    }

    /**
     * The receipts of those signals that were accepted before, in whatever run.
     *
     * <p>Proof of once: a signal is accepted only by a transaction that holds its instance's lock and asked here after
     * it got the lock; whoever accepted the same signal id before held that lock and has committed, so it is seen.
     */
    public Map<SignalKey, Receipt> receipts(List<SignalKey> signals) {
        if (signals.isEmpty()) {
            return Map.of();
        }
        List<SignalKey> asked = SqlList.filledUp(signals);
        Query query = em.createNativeQuery("select workflow_id, signal_id, run, sequence, state from journal"
                + " where (workflow_id, signal_id) in ("
                + String.join(", ", Collections.nCopies(asked.size(), "(?, ?)")) + ")");
        int position = 1;
        for (SignalKey signal : asked) {
            query.setParameter(position++, signal.workflowId().value());
            query.setParameter(position++, signal.signalId().value());
        }
        Map<SignalKey, Receipt> receipts = new HashMap<>();
        List<?> rows = query.getResultList();
        for (Object row : rows) {
            Object[] column = (Object[]) row;
            SignalKey key = new SignalKey(new WorkflowId(column[0].toString()), new SignalId(column[1].toString()));
            receipts.put(
                    key,
                    Receipt.taken(
                            key.signalId(),
                            key.workflowId(),
                            ((Number) column[2]).intValue(),
                            ((Number) column[3]).longValue(),
                            outcomeOf(Entry.State.valueOf(column[4].toString()))));
        }
        return receipts;
    }

    /** What a sender is told of an accepted signal in that state. */
    public static Outcome outcomeOf(Entry.State state) {
        return switch (state) {
            case WAITING, OPEN -> Outcome.ACCEPTED;
            case HANDLED -> Outcome.HANDLED;
            case REJECTED -> Outcome.REJECTED;
        };
    }
}
