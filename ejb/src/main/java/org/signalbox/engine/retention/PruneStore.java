package org.signalbox.engine.retention;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.signalbox.client.Reason;
import org.signalbox.engine.instance.HotRows;

/** Deletes undeliverable signals that have been kept for long enough, and counts them. Needs the caller's transaction. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class PruneStore {

    private static final String OLD = "select u.id, coalesce((select i.workflow_id from instance i"
            + " where i.workflow_id = u.workflow_id), ''), u.times, u.settled from undeliverable u where ";

    /** Another server may add the same row at the same time; then one of them is repeated. */
    private static final String NOTE =
            "insert into pruned (workflow_id, signals, refused) select cast(? as varchar(200)), 0, 0"
                    + " where not exists (select p.signals from pruned p where p.workflow_id = ?)";

    private static final String ADD =
            "update pruned set signals = signals + ?, refused = refused + ? where workflow_id = ?";

    private static final String DELETE = "delete from undeliverable where id = ?";

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    /**
     * Deletes the oldest ones.
     *
     * @param open those with this reason that nobody has settled; empty: those that somebody has
     * @return how many
     */
    int prune(Optional<Reason> open, Instant before, int limit) {
        Query old = em.createNativeQuery(OLD
                        + (open.isPresent()
                                ? "u.settled is null and u.reason = '"
                                        + open.get().name() + "' and u.received_at < ?1"
                                : "u.settled is not null and u.settled_at < ?1")
                        + " order by u.id limit " + limit + " for update skip locked")
                .setParameter(1, Timestamp.from(before));
        Map<String, Sum> sums = new TreeMap<>(); // every server locks them in the same order
        List<Long> ids = ((List<?>) old.getResultList())
                .stream()
                        .map(row -> (Object[]) row)
                        .map(column -> {
                            long times = ((Number) column[2]).longValue();
                            // sent again, one of them is in another sum
                            boolean again = "RESENT".equals(column[3]);
                            String id = String.valueOf(column[1]);
                            sums.merge(id, new Sum(id, again ? times - 1 : times, times), Sum::plus);
                            return ((Number) column[0]).longValue();
                        })
                        .toList();
        HotRows.write(
                dataSource,
                NOTE,
                sums.values(),
                (sum, columns) -> columns.text(sum.workflowId()).text(sum.workflowId()));
        HotRows.write(
                dataSource,
                ADD,
                sums.values(),
                (sum, columns) ->
                        columns.number(sum.signals()).number(sum.refused()).text(sum.workflowId()));
        HotRows.write(dataSource, DELETE, ids, (id, columns) -> columns.number(id));
        return ids.size();
    }

    private record Sum(String workflowId, long signals, long refused) {

        Sum plus(Sum other) {
            return new Sum(workflowId, signals + other.signals, refused + other.refused);
        }
    }
}
