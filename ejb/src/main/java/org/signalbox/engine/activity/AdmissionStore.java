package org.signalbox.engine.activity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.StartLimits;
import org.signalbox.core.turn.ActivityKey;

/**
 * Who may begin, of the activity types that have a limit. Needs the caller's transaction.
 *
 * <p>A row is there from the first try to begin an attempt until that attempt has ended: first, if need be, waiting in the order
 * of the numbers, then admitted. Who gives admissions holds the lock of the type's row, so limits hold over all servers;
 * who returns one needs no lock, so turns never wait for one another here.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class AdmissionStore {

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    /**
     * Asks for admission for the first time, or puts the activity at the end of the queue.
     *
     * <p>No deadlock with {@link #waiting} and {@link #admit}, which lock the type first and then activities that wait: this
     * one holds the lock of an activity that does not wait yet.
     *
     * @return whether it may begin at once
     */
    boolean enter(ActivityKey key, String type, StartLimits limits, Instant now) {
        Instant nextAt = lock(type, now, "").orElseThrow();
        boolean admitted = false;
        if (waiting(type, 1).isEmpty()) {
            StartLimits.Grant grant = limits.grant(1, admitted(type), nextAt, now);
            admitted = grant.starts() > 0;
            keep(type, grant.nextAt());
        }
        bind(
                        em.createNativeQuery("insert into admission (workflow_id, sequence, ordinal, type, admitted)"
                                + " values (?1, ?2, ?3, ?4, ?5)"),
                        key)
                .setParameter(4, type)
                .setParameter(5, admitted)
                .executeUpdate();
        return admitted;
    }

    boolean isAdmitted(ActivityKey key) {
        return !bind(
                        em.createNativeQuery("select number from admission where workflow_id = ?1 and sequence = ?2"
                                + " and ordinal = ?3 and admitted = true"),
                        key)
                .getResultList()
                .isEmpty();
    }

    /** Gives back what it has, a place in the queue or an admission. */
    void leave(ActivityKey key) {
        bind(
                        em.createNativeQuery(
                                "delete from admission where workflow_id = ?1 and sequence = ?2 and ordinal = ?3"),
                        key)
                .executeUpdate();
    }

    /** The types of which some wait; found type by type, so that it takes no longer if many wait. */
    List<String> types() {
        List<String> types = new ArrayList<>();
        Optional<String> next = typeAfter("");
        while (next.isPresent()) {
            if (!waiting(next.get(), 1).isEmpty()) {
                types.add(next.get());
            }
            next = typeAfter(next.get());
        }
        return types;
    }

    private Optional<String> typeAfter(String type) {
        List<?> found = em.createNativeQuery("select type from admission where type > ?1 order by type limit 1")
                .setParameter(1, type)
                .getResultList();
        return found.stream().findFirst().map(Object::toString);
    }

    /** Locks a type unless another server is at it. When its next attempt may begin, as far as the pace is concerned. */
    Optional<Instant> tryLock(String type, Instant now) {
        return lock(type, now, " skip locked");
    }

    private Optional<Instant> lock(String type, Instant now, String how) {
        String select = "select next_at from activity_limit where type = ?1 for update" + how;
        List<?> found = em.createNativeQuery(select).setParameter(1, type).getResultList();
        if (found.isEmpty() && how.isEmpty()) {
            em.createNativeQuery("insert into activity_limit (type, next_at) values (?1, ?2) on conflict do nothing")
                    .setParameter(1, type)
                    .setParameter(2, Timestamp.from(now))
                    .executeUpdate();
            found = em.createNativeQuery(select).setParameter(1, type).getResultList();
        }
        return found.stream().findFirst().map(AdmissionStore::instant);
    }

    private static Instant instant(Object column) {
        return column instanceof Timestamp time ? time.toInstant() : ((java.time.OffsetDateTime) column).toInstant();
    }

    /** The first that wait, in order. */
    List<ActivityKey> waiting(String type, int limit) {
        List<?> rows = em.createNativeQuery("select workflow_id, sequence, ordinal from admission where type = ?1"
                        + " and admitted = false order by number limit " + limit)
                .setParameter(1, type)
                .getResultList();
        return rows.stream()
                .map(row -> (Object[]) row)
                .map(column -> new ActivityKey(
                        new WorkflowId(column[0].toString()),
                        ((Number) column[1]).longValue(),
                        ((Number) column[2]).intValue()))
                .toList();
    }

    int admitted(String type) {
        return ((Number) em.createNativeQuery("select count(*) from admission where type = ?1 and admitted = true")
                        .setParameter(1, type)
                        .getSingleResult())
                .intValue();
    }

    void admit(ActivityKey key) {
        bind(
                        em.createNativeQuery("update admission set admitted = true where workflow_id = ?1"
                                + " and sequence = ?2 and ordinal = ?3"),
                        key)
                .executeUpdate();
    }

    /** Keeps the pace; needs the type's lock. */
    void keep(String type, Instant nextAt) {
        em.createNativeQuery("update activity_limit set next_at = ?1 where type = ?2")
                .setParameter(1, Timestamp.from(nextAt))
                .setParameter(2, type)
                .executeUpdate();
    }

    private static Query bind(Query query, ActivityKey key) {
        return query.setParameter(1, key.workflowId().value())
                .setParameter(2, key.sequence())
                .setParameter(3, key.ordinal());
    }
}
