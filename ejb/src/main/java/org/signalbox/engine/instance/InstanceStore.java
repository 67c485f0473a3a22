package org.signalbox.engine.instance;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Attribute;
import org.signalbox.core.catalog.AttributeCondition;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Status;
import org.signalbox.core.payload.StoredPayloads;

/** The rows of instances. Needs the caller's transaction; a lock is kept until that ends. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class InstanceStore {

    /** How long work that follows a commit may take to begin before a sweep begins it (again). */
    public static final Duration SWEEP_AFTER = Duration.ofSeconds(15);

    private static final String ROWS = "select * from instance where workflow_id = any (?) order by workflow_id";

    static final String LOCK = ROWS + " for update";

    static final String LOCK_FREE = ROWS + " for update skip locked";

    static final String EXISTING = "select workflow_id from instance where workflow_id = any (?)";

    private static final String UPDATE = "update instance set type = ?, run = ?, status = ?, sequence = ?, waiting = ?,"
            + " state = ?, parked_error = ?, parked_since = ?, parked_attempts = ?, wake_at = ?, result = ?, failure = ?,"
            + " started_at = ?, closed_at = ?, first_waiting = ?, lines = ?, life = ?, updated_at = ? where workflow_id = ?";

    @Inject
    private StoredPayloads payloads;

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    /**
     * Locks instances against every other transaction of every server.
     *
     * <p>Proof of order: whatever changes an instance, its journal or its inbox does so after this method and before its
     * commit, so two such transactions of one instance never overlap. Proof against deadlock: everyone locks all rows it
     * needs by one call of this method, which locks in ascending order of the id, and makes rows in a transaction that
     * locks nothing else.
     *
     * @param wait whether to wait for rows that other transactions have locked; if not, they are left out
     * @param next is read when all locks are held
     * @return what exists, by id
     */
    public Map<WorkflowId, Instance> lock(Collection<WorkflowId> ids, boolean wait, List<HotRows.Query> next) {
        Map<WorkflowId, Instance> found = new HashMap<>();
        HotRows.Query lock = new HotRows.Query(wait ? LOCK : LOCK_FREE, values(ids), row -> {
            Instance instance = new InstanceEntity(row).toInstance(payloads);
            found.put(instance.id(), instance);
        });
        HotRows.read(dataSource, Stream.concat(Stream.of(lock), next.stream()).toList());
        return found;
    }

    /** Those of the ids that have a row, locked or not. */
    public Set<WorkflowId> existing(Collection<WorkflowId> ids) {
        Set<WorkflowId> found = new HashSet<>();
        HotRows.read(dataSource, EXISTING, values(ids), row -> found.add(new WorkflowId(row.getString(1))));
        return found;
    }

    private static List<String[]> values(Collection<WorkflowId> ids) {
        return List.<String[]>of(ids.stream().map(WorkflowId::value).toArray(String[]::new));
    }

    /**
     * Makes rows that can be locked, of status {@link Status#EXPECTED}; to be called in a transaction of its own. If another
     * transaction is making the same row, this waits for it and leaves the row to it.
     */
    public void make(SortedSet<WorkflowId> ids, Instant now) {
        for (WorkflowId id : ids) {
            em.createNativeQuery("insert into instance (workflow_id, type, run, status, sequence, waiting,"
                            + " parked_attempts, started_at, updated_at)"
                            + " values (?1, '', 0, 'EXPECTED', 0, 0, 0, ?2, ?2) on conflict do nothing")
                    .setParameter(1, id.value())
                    .setParameter(2, Timestamp.from(now))
                    .executeUpdate();
        }
    }

    /** Takes over changed instances; they must have been locked in this transaction. */
    public static HotRows.Write<Instance> changed(
            Collection<Instance> instances, Instant now, StoredPayloads payloads) {
        return new HotRows.Write<>(UPDATE, instances, (instance, to) -> {
            InstanceEntity entity = new InstanceEntity(instance, now, payloads);
            to.text(entity.type).number(entity.run).text(entity.status.name());
            to.number(entity.sequence).number(entity.waiting).text(entity.state);
            to.text(entity.parkedError).time(entity.parkedSince).number(entity.parkedAttempts);
            to.time(entity.wakeAt).text(entity.result).text(entity.failure);
            to.time(entity.startedAt).time(entity.closedAt);
            to.number(entity.firstWaiting).text(entity.lines).text(entity.life).time(entity.updatedAt);
            to.text(entity.workflowId);
        });
    }

    /** Without a lock: the state as last committed. */
    public Optional<Instance> read(WorkflowId id) {
        return Optional.ofNullable(em.find(InstanceEntity.class, id.value())).map(e -> e.toInstance(payloads));
    }

    public Optional<InstanceView> view(WorkflowId id) {
        return Optional.ofNullable(em.find(InstanceEntity.class, id.value()))
                .map(e -> new InstanceView(e.toInstance(payloads), e.updatedAt));
    }

    public List<InstanceView> list(InstanceFilter filter, int limit) {
        TypedQuery<InstanceEntity> query =
                em.createQuery(select("i", filter) + " order by i.workflowId", InstanceEntity.class);
        return bind(query, filter)
                .setMaxResults(limit)
                .getResultStream()
                .map(e -> new InstanceView(e.toInstance(payloads), e.updatedAt))
                .toList();
    }

    public long count(InstanceFilter filter) {
        return bind(em.createQuery(select("count(i)", filter), Long.class), filter)
                .getSingleResult();
    }

    private static String select(String what, InstanceFilter filter) {
        StringBuilder jpql =
                new StringBuilder("select ").append(what).append(" from Instance i where i.status <> :hidden");
        filter.type().ifPresent(t -> jpql.append(" and i.type = :type"));
        filter.status().ifPresent(t -> jpql.append(" and i.status = :status"));
        filter.idPrefix().ifPresent(t -> jpql.append(" and i.workflowId like :prefix escape '!'"));
        for (int n = 0; n < filter.attributes().size(); n++) {
            jpql.append(exists(filter.attributes().get(n), n));
        }
        filter.after().ifPresent(t -> jpql.append(" and i.workflowId > :after"));
        if (filter.parkedOnly()) {
            jpql.append(" and i.parkedSince is not null");
        }
        return jpql.toString();
    }

    private static String exists(AttributeCondition condition, int n) {
        String comparison = switch (condition.comparison()) {
            case EQUAL -> "=";
            case AT_LEAST -> ">=";
            case AT_MOST -> "<=";
        };
        String value = condition.wanted().number().isPresent() ? "number" : "text";
        return " and exists (select a.name from Attribute a where a.workflowId = i.workflowId and a.type = :type"
                + " and a.name = :name" + n + " and a." + value + ' ' + comparison + " :value" + n + ')';
    }

    private static <T> TypedQuery<T> bind(TypedQuery<T> query, InstanceFilter filter) {
        query.setParameter("hidden", Status.EXPECTED);
        filter.type().ifPresent(t -> query.setParameter("type", t));
        filter.status().ifPresent(s -> query.setParameter("status", s));
        filter.idPrefix().ifPresent(p -> query.setParameter("prefix", p.replaceAll("([!%_])", "!$1") + "%"));
        for (int n = 0; n < filter.attributes().size(); n++) {
            Attribute wanted = filter.attributes().get(n).wanted();
            query.setParameter("name" + n, wanted.name());
            query.setParameter(
                    "value" + n,
                    wanted.text().<Object>map(t -> t).or(wanted::number).orElseThrow());
        }
        filter.after().ifPresent(a -> query.setParameter("after", a));
        return query;
    }

    /**
     * Claims instances whose inbox someone has to look at, on behalf of this server.
     *
     * @param until when another server may look again if this one dies meanwhile
     */
    @SuppressWarnings("unchecked")
    public List<WorkflowId> claimToWake(Instant now, Instant until, int limit) {
        List<String> ids = em.createNativeQuery("select workflow_id from instance where wake_at <= ?1"
                        + " order by wake_at limit " + limit + " for update skip locked")
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        for (String id : ids) {
            em.createNativeQuery("update instance set wake_at = ?1 where workflow_id = ?2")
                    .setParameter(1, Timestamp.from(until))
                    .setParameter(2, id)
                    .executeUpdate();
        }
        return ids.stream().map(WorkflowId::new).toList();
    }

    /**
     * Has instances looked at now that wait for longer than they can: the clock that decided so was ahead.
     *
     * @param claimEnd when a claim of now would end
     * @param retryEnd when the longest pause between attempts of a parked instance would end
     * @return how many; if as many as the limit, there may be more
     */
    public int free(Instant now, Instant claimEnd, Instant retryEnd, int limit) {
        List<?> ids = em.createNativeQuery("select workflow_id from instance where wake_at > ?1"
                        + " and (parked_since is null or wake_at > ?2) limit " + limit + " for update skip locked")
                .setParameter(1, Timestamp.from(claimEnd))
                .setParameter(2, Timestamp.from(retryEnd))
                .getResultList();
        for (Object id : ids) {
            em.createNativeQuery("update instance set wake_at = ?1 where workflow_id = ?2")
                    .setParameter(1, Timestamp.from(now))
                    .setParameter(2, id)
                    .executeUpdate();
        }
        return ids.size();
    }
}
