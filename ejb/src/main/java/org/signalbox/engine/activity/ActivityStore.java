package org.signalbox.engine.activity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.persistence.config.HintValues;
import org.eclipse.persistence.config.QueryHints;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.catalog.ActivityMethod;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.catalog.TimeLimits;
import org.signalbox.core.machine.Request;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.Command;

/**
 * The rows of activities. Needs the caller's transaction.
 *
 * <p>{@code wake_at} is when some server has to look at the row next: a scheduled one is sent (again), a running one has
 * used up its time.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class ActivityStore {

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    @Inject
    private Catalog catalog;

    @Inject
    private StoredPayloads payloads;

    @Inject
    private AdmissionStore admissions;

    String encoded(String text, ActivityEntity row) {
        return payloads.encode(text, row.workflowId);
    }

    /** @param what it is, for people */
    Optional<String> decoded(@Nullable String stored, ActivityEntity row, String what) {
        return Optional.ofNullable(stored)
                .map(s ->
                        payloads.decode(s, row.workflowId, what + " of activity " + row.sequence + "." + row.ordinal));
    }

    /** @param sendAgainAt when it is sent again if the first sending got lost */
    public AttemptMessage schedule(Command.ScheduleActivity command, int run, Instant now, Instant sendAgainAt) {
        ActivityEntity row = new ActivityEntity();
        row.workflowId = command.key().workflowId().value();
        row.sequence = command.key().sequence();
        row.ordinal = command.key().ordinal();
        row.run = run;
        row.type = command.type();
        row.method = command.method();
        row.arguments = encoded(command.arguments(), row);
        row.state = ActivityState.SCHEDULED;
        row.sent = 1;
        row.scheduledAt = now;
        row.wakeAt = row.firstOf(sendAgainAt, limits(row));
        em.persist(row);
        return new AttemptMessage(new Attempt(command.key(), 1), command.type());
    }

    /** Locks an activity, if it is where the attempt left it. */
    Optional<ActivityEntity> lock(Attempt attempt, ActivityState state) {
        int begun = state == ActivityState.SCHEDULED ? attempt.number() - 1 : attempt.number();
        return lock(attempt.key()).filter(row -> row.state == state && row.attempt == begun);
    }

    Optional<ActivityEntity> find(ActivityKey key) {
        return Optional.ofNullable(em.find(ActivityEntity.class, new ActivityId(key)));
    }

    Optional<ActivityEntity> lock(ActivityKey key) {
        return Optional.ofNullable(em.find(ActivityEntity.class, new ActivityId(key), LockModeType.PESSIMISTIC_WRITE));
    }

    /** Makes room for another one, if it is of a type with a limit. */
    void leave(ActivityEntity row) {
        if (row.limited) {
            row.limited = false;
            admissions.leave(row.key());
        }
    }

    /** Empty if the method is not deployed. */
    Optional<TimeLimits> limits(ActivityEntity row) {
        return catalog.activity(row.type).flatMap(t -> t.method(row.method)).map(ActivityMethod::limits);
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
            Attempt attempt, ActivityState from, AttemptOutcome outcome, Instant now) {
        return lock(attempt, from).map(row -> {
            row.state = row.state.after(outcome.move());
            if (row.state == ActivityState.COMPLETED) {
                row.result = encoded(outcome.kept().orElseThrow(), row);
            } else {
                tell(row, outcome.kept().orElseThrow());
                row.failure = encoded(outcome.kept().orElseThrow(), row);
            }
            leave(row);
            row.endedAt = now;
            row.failingSince = null;
            row.wakeAt = null;
            return new Request.ActivityDone(attempt.key(), row.name(), outcome.journalled());
        });
    }

    private static void tell(ActivityEntity row, String failure) {
        if (row.state == ActivityState.FAILED) {
            // a later line could look like one of the log's own
            String told = failure.lines().findFirst().orElse("");
            ActivityLog.LOG.failed(row.name(), row.key().workflowId(), row.attempt, told);
        }
    }

    /**
     * Notes that there is no more use for an activity. If no thread stands for it, a sweep ends it at once: the turn that asks
     * for this can't, because the end is an event of its own.
     */
    public void cancel(ActivityKey key, Instant now) {
        em.flush();
        lock(key).filter(ActivityEntity::isOpen).ifPresent(row -> {
            row.cancelled = true;
            if (row.isIdle()) {
                row.wakeAt = now;
            }
        });
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
                .filter(row -> row.endedAt == null)
                .forEach(row -> {
                    row.state = row.state.after(ActivityState.Move.DROP);
                    leave(row);
                    row.endedAt = now;
                    row.failingSince = null;
                    row.failingSince = null;
                    row.wakeAt = null;
                });
    }

    /** Locks and returns activities someone has to look at, skipping those another server is looking at. */
    List<ActivityEntity> lockDue(Instant now, int limit) {
        List<?> rows = em.createNativeQuery("select workflow_id, sequence, ordinal from activity where wake_at <= ?1"
                        + " order by wake_at limit " + limit + " for update skip locked")
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        List<ActivityEntity> due = new ArrayList<>();
        for (Object row : rows) {
            Object[] column = (Object[]) row;
            ActivityKey key = new ActivityKey(
                    new WorkflowId(column[0].toString()),
                    ((Number) column[1]).longValue(),
                    ((Number) column[2]).intValue());
            due.add(em.find(ActivityEntity.class, new ActivityId(key)));
        }
        return due;
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
}
