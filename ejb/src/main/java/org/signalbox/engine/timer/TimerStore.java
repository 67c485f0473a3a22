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

    /**
     * Frees timers that are claimed for longer than any claim lasts: the clock that claimed them was ahead.
     *
     * @param claimEnd when a claim of now would end
     * @return how many; if as many as the limit, there may be more
     */
    public int free(Instant claimEnd, int limit) {
        List<?> rows = em.createNativeQuery(
                        "select workflow_id, name from timer where wake_at > ?1 and wake_at > due_at" + " limit "
                                + limit + " for update skip locked")
                .setParameter(1, Timestamp.from(claimEnd))
                .getResultList();
        for (Object row : rows) {
            Object[] column = (Object[]) row;
            em.createNativeQuery("update timer set wake_at = due_at where workflow_id = ?1 and name = ?2")
                    .setParameter(1, column[0])
                    .setParameter(2, column[1])
                    .executeUpdate();
        }
        return rows.size();
    }

    /**
     * A page of the rhythms that a step back of the clock may have put off.
     *
     * @param farAhead those whose due time lies farther ahead than it can
     * @param last where the next page begins; empty if there is none
     */
    public record Rhythms(List<Due> farAhead, Optional<Due> last) {}

    /**
     * Finds rhythms that have to be brought back. One that is due later than twice the step has a period that is longer than
     * the step, so it is not too far ahead.
     *
     * @param after the last one of the page before; empty for the first page
     * @param by how far the clock has stepped back
     */
    public Rhythms rhythms(Optional<Due> after, Instant now, Duration by, int limit) {
        List<TimerEntity> rows = em.createQuery(
                        "select t from Timer t where t.period is not null and t.dueAt > :now and t.dueAt <= :latest"
                                + " and (t.workflowId > :id or t.workflowId = :id and t.name > :name)"
                                + " order by t.workflowId, t.name",
                        TimerEntity.class)
                .setParameter("now", now)
                .setParameter("latest", now.plus(by).plus(by))
                .setParameter("id", after.map(a -> a.workflowId().value()).orElse(""))
                .setParameter("name", after.map(Due::timer).orElse(""))
                .setMaxResults(limit)
                .getResultList();
        List<Due> found = rows.stream()
                .map(row -> new Due(new WorkflowId(row.workflowId), row.name))
                .toList();
        List<Due> farAhead =
                found.stream().filter(due -> farAhead(due, now).isPresent()).toList();
        return new Rhythms(
                farAhead, found.size() < limit ? Optional.empty() : Optional.of(found.get(found.size() - 1)));
    }

    private Optional<TimerEntity> farAhead(Due rhythm, Instant now) {
        TimerKey key = new TimerKey(rhythm.workflowId().value(), rhythm.timer());
        return Optional.ofNullable(em.find(TimerEntity.class, key))
                .filter(row -> row.every()
                        .filter(every -> row.dueAt.isAfter(now.plus(every).plus(every)))
                        .isPresent());
    }

    /** Gives a rhythm whose due time lies too far ahead the next right one. */
    public void bringBack(Due rhythm, Instant now) {
        farAhead(rhythm, now).ifPresent(row -> {
            Duration every = row.every().orElseThrow();
            long tooMany = Duration.between(now, row.dueAt).dividedBy(every);
            row.dueAt = row.dueAt.minus(every.multipliedBy(tooMany));
            row.wakeAt = row.dueAt;
        });
    }
}
