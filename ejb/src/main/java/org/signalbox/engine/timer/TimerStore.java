package org.signalbox.engine.timer;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Request;

/**
 * The rows of timers. Needs the caller's transaction.
 *
 * <p>A row is changed and deleted only under its instance's lock; claiming only moves {@code wake_at}, the time at which
 * some server looks at it next.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class TimerStore {

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    @Resource
    private TransactionSynchronizationRegistry transaction;

    /** A timer as an operator sees it. */
    public record TimerView(String timer, Instant dueAt, Optional<Duration> every) {}

    /** A claimed timer. */
    public record Due(WorkflowId workflowId, String timer) {}

    public void set(WorkflowId id, String timer, Instant dueAt, Optional<Duration> every) {
        TimerKey key = new TimerKey(id.value(), timer);
        TimerEntity row = em.find(TimerEntity.class, key);
        if (row == null) {
            if (cancelled().remove(key)) {
                em.flush(); // or the new row would be inserted before the old one is deleted
            }
            row = new TimerEntity(key);
            em.persist(row);
        }
        row.dueAt = dueAt;
        row.wakeAt = dueAt;
        row.period = every.map(Duration::toString).orElse(null);
    }

    public void cancel(WorkflowId id, String timer) {
        TimerKey key = new TimerKey(id.value(), timer);
        Optional.ofNullable(em.find(TimerEntity.class, key)).ifPresent(row -> {
            em.remove(row);
            cancelled().add(key);
        });
    }

    /** In this transaction. A timer that comes is cancelled, too, and its handler may set it again. */
    @SuppressWarnings("unchecked")
    private Set<TimerKey> cancelled() {
        if (!(transaction.getResource(TimerStore.class) instanceof Set<?> known)) {
            Set<TimerKey> none = new HashSet<>();
            transaction.putResource(TimerStore.class, none);
            return none;
        }
        return (Set<TimerKey>) known;
    }

    public void cancelAll(WorkflowId id) {
        rows(id).forEach(em::remove);
        em.flush(); // a timer of the same name set in the same transaction would be inserted before it is deleted
    }

    /** The timer as it is now, if it is still there and due. */
    public Optional<Request.TimerDue> due(WorkflowId id, String timer, Instant now) {
        return Optional.ofNullable(em.find(TimerEntity.class, new TimerKey(id.value(), timer)))
                .filter(row -> !row.dueAt.isAfter(now))
                .map(row -> new Request.TimerDue(id, timer, row.dueAt, row.every()));
    }

    /** The next ones that are due. */
    public List<TimerView> first(WorkflowId id, int limit) {
        return em.createQuery(
                        "select t from Timer t where t.workflowId = :id order by t.dueAt, t.name", TimerEntity.class)
                .setParameter("id", id.value())
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> new TimerView(row.name, row.dueAt, row.every()))
                .toList();
    }

    public List<TimerView> of(WorkflowId id) {
        return rows(id).stream()
                .map(row -> new TimerView(row.name, row.dueAt, row.every()))
                .toList();
    }

    private List<TimerEntity> rows(WorkflowId id) {
        em.flush();
        return em.createQuery(
                        "select t from Timer t where t.workflowId = :id order by t.dueAt, t.name", TimerEntity.class)
                .setParameter("id", id.value())
                .getResultList();
    }

    /**
     * Claims due timers for this server.
     *
     * <p>Proof against two servers: both lock what they select and skip what the other has locked, and a claimed row is no
     * longer due for anyone until the claim has run out. A claim that is lost with its server thus only delays.
     */
    public List<Due> claim(Instant now, Instant until, int limit) {
        List<?> rows = em.createNativeQuery("select workflow_id, name from timer where wake_at <= ?1"
                        + " order by wake_at limit " + limit + " for update skip locked")
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        List<Due> claimed = new ArrayList<>();
        for (Object row : rows) {
            Object[] column = (Object[]) row;
            em.createNativeQuery("update timer set wake_at = ?1 where workflow_id = ?2 and name = ?3")
                    .setParameter(1, Timestamp.from(until))
                    .setParameter(2, column[0])
                    .setParameter(3, column[1])
                    .executeUpdate();
            claimed.add(new Due(new WorkflowId(column[0].toString()), column[1].toString()));
        }
        return claimed;
    }
}
