package org.signalbox.engine.activity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.persistence.config.HintValues;
import org.eclipse.persistence.config.QueryHints;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityRules;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.activity.ActivityTask;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.activity.Decision;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.machine.Request;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.core.turn.Command;
import org.signalbox.engine.server.Servers;

/**
 * The rows of activities. Needs the caller's transaction.
 *
 * <p>{@code wake_at} is when some server has to look at the row next: a scheduled one is sent (again), a running one has
 * used up its time.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class ActivityStore {

    /** In order before all others. */
    private static final WorkflowId FIRST = new WorkflowId("!");

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    @Inject
    private Catalog catalog;

    @Inject
    private StoredPayloads payloads;

    @Inject
    private AdmissionStore admissions;

    @Inject
    private Servers servers;

    String encoded(String text, ActivityEntity row) {
        return payloads.encode(text, row.workflowId);
    }

    /** @param what it is, for people */
    Optional<String> decoded(@Nullable String stored, ActivityEntity row, String what) {
        return Optional.ofNullable(stored)
                .map(s ->
                        payloads.decode(s, row.workflowId, what + " of activity " + row.sequence + "." + row.ordinal));
    }

    /** The server that began its last attempt. */
    Optional<String> node(ActivityEntity row) {
        return servers.node(row.server);
    }

    ActivityRules rules(ActivityEntity row) {
        return ActivityRules.of(catalog, row.type, row.method);
    }

    RowEffects keep(Decision decision, ActivityEntity row) {
        return RowEffects.keep(decision, row, payloads, admissions);
    }

    public AttemptMessage schedule(Command.ScheduleActivity command, int run, Instant now) {
        ActivityEntity row = new ActivityEntity();
        row.workflowId = command.key().workflowId().value();
        row.sequence = command.key().sequence();
        row.ordinal = command.key().ordinal();
        row.run = run;
        row.type = command.type();
        row.method = command.method();
        row.arguments = encoded(command.arguments(), row);
        RowEffects effects = keep(ActivityTask.schedule(command.key(), rules(row), now), row);
        em.persist(row);
        return effects.toSend().orElseThrow();
    }

    Optional<ActivityEntity> find(ActivityKey key) {
        return Optional.ofNullable(em.find(ActivityEntity.class, new ActivityId(key)));
    }

    Optional<ActivityEntity> lock(ActivityKey key) {
        return Optional.ofNullable(em.find(ActivityEntity.class, new ActivityId(key), LockModeType.PESSIMISTIC_WRITE));
    }

    /**
     * Ends an activity, if this very attempt is still the running one, or the next one.
     *
     * <p>Proof of once: the row is locked and must still be in that state with this attempt; the transaction that records the
     * outcome ends that state, so whoever comes later finds nothing to do.
     *
     * @param from the state in which it is to end: running, or scheduled if the attempt is not to begin any more
     * @return what its instance has to be told
     */
    public Optional<Request.ActivityDone> end(
            Attempt attempt, ActivityState from, ActivityOutcome outcome, Instant now) {
        return lock(attempt.key()).flatMap(row -> end(row, row.task().end(attempt, from, outcome, rules(row), now)));
    }

    /** Completes an activity by the token of an attempt, if that completes it; the proof of {@link #end} holds here, too. */
    public Optional<Request.ActivityDone> complete(Attempt attempt, ActivityOutcome.Completed result, Instant now) {
        return lock(attempt.key()).flatMap(row -> end(row, row.task().complete(attempt, result, rules(row), now)));
    }

    private Optional<Request.ActivityDone> end(ActivityEntity row, Decision decision) {
        return decision.outcome().map(outcome -> {
            keep(decision, row);
            if (row.state == ActivityState.FAILED) {
                // a later line could look like one of the log's own
                String first = outcome.text().lines().findFirst().orElse("");
                ActivityLog.LOG.failed(row.name(), row.key().workflowId(), row.attempt, first);
            }
            return new Request.ActivityDone(row.key(), row.name(), outcome.write());
        });
    }

    /**
     * Asks an activity to cancel. If no thread carries it out, a sweep ends it at once: the turn that asks for this can't,
     * because the end is an event of its own.
     */
    public void cancel(ActivityKey key, Instant now) {
        em.flush();
        lock(key).ifPresent(row -> keep(row.task().askToCancel(rules(row), now), row));
    }

    /**
     * Drops what has not ended of a run.
     *
     * <p>Needs the instance's lock, so that nothing is scheduled meanwhile. An attempt that is just beginning or ending has
     * its row locked: whoever comes second finds the state that the first has left, and does nothing.
     */
    public void drop(WorkflowId id, int run, Instant now) {
        em.createQuery(
                        "select a from Activity a where a.workflowId = :id and a.run = :run and a.endedAt is null"
                                + " order by a.sequence, a.ordinal",
                        ActivityEntity.class)
                .setParameter("id", id.value())
                .setParameter("run", run)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint(QueryHints.REFRESH, HintValues.TRUE)
                .getResultStream()
                .forEach(row -> keep(row.task().drop(rules(row), now), row));
    }

    /** Locks and returns activities someone has to look at, skipping those another server is looking at. */
    List<ActivityEntity> lockDue(Instant now, int limit) {
        List<?> rows = em.createNativeQuery("select workflow_id, sequence, ordinal from activity where wake_at <= ?1"
                        + " order by wake_at limit " + limit + " for update skip locked")
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        return found(rows);
    }

    private List<ActivityEntity> found(List<?> keys) {
        List<ActivityEntity> found = new ArrayList<>();
        for (Object row : keys) {
            Object[] column = (Object[]) row;
            ActivityKey key = new ActivityKey(
                    new WorkflowId(column[0].toString()),
                    ((Number) column[1]).longValue(),
                    ((Number) column[2]).intValue());
            found.add(em.find(ActivityEntity.class, new ActivityId(key)));
        }
        return found;
    }

    /** Those that have not ended, oldest first. */
    public List<ActivityView> open(WorkflowId id, int limit) {
        return em.createQuery(
                        "select a from Activity a where a.workflowId = :id and a.endedAt is null order by a.scheduledAt,"
                                + " a.sequence, a.ordinal",
                        ActivityEntity.class)
                .setParameter("id", id.value())
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> ActivityView.of(row, this))
                .toList();
    }

    /** Newest first. */
    public List<ActivityView> of(WorkflowId id, int limit) {
        return em.createQuery(
                        "select a from Activity a where a.workflowId = :id order by a.sequence desc, a.ordinal desc",
                        ActivityEntity.class)
                .setParameter("id", id.value())
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> ActivityView.of(row, this))
                .toList();
    }

    /**
     * Has open activities looked at in time after the clock has stepped back. What began in the future began now.
     *
     * <p>What waits for its next attempt waits for as long as it would have by the old time, or shorter; what is under way has
     * its limits from now on, at the most.
     *
     * @param by how far the clock has stepped back
     * @param after the last one that was looked at; empty for the first time
     * @return the last one now; empty if there are no more
     */
    public Optional<ActivityKey> bringBack(Instant now, Duration by, Optional<ActivityKey> after, int limit) {
        ActivityKey last = after.orElse(new ActivityKey(FIRST, 0, 0));
        List<?> rows = em.createNativeQuery("select workflow_id, sequence, ordinal from activity where ended_at is null"
                        + " and wake_at > ?1 and (workflow_id > ?2 or workflow_id = ?2 and (sequence > ?3"
                        + " or sequence = ?3 and ordinal > ?4)) order by workflow_id, sequence, ordinal limit " + limit
                        + " for update skip locked")
                .setParameter(1, Timestamp.from(now))
                .setParameter(2, last.workflowId().value())
                .setParameter(3, last.sequence())
                .setParameter(4, last.ordinal())
                .getResultList();
        List<ActivityEntity> found = found(rows);
        found.forEach(row -> row.bringBack(now, by, rules(row).limits()));
        return found.size() < limit
                ? Optional.empty()
                : Optional.of(found.get(found.size() - 1).key());
    }
}
