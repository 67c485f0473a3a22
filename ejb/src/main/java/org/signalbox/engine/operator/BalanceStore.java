package org.signalbox.engine.operator;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.machine.OpenLine;
import org.signalbox.core.payload.Json;
import org.signalbox.engine.instance.HotRows;

/**
 * Counts what became of signals, what has been forgotten of journals included. What is counted of an instance is counted by one statement, so it is of one moment, whatever
 * else is going on, without a lock. Needs the caller's transaction.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class BalanceStore {

    private static final String OF_SOME = " where workflow_id = any (?) group by workflow_id) ";

    /** Sent again, one of them is in another sum. */
    private static final String UNDELIVERABLE = "sum(case when settled = 'RESENT' then times - 1 else times end)";

    /** Looked up for each instance by its key: as one more table of the join it could change the plan for all of them. */
    private static final String OF_FORGOTTEN = " from forgotten f where f.workflow_id = i.workflow_id), 0)";

    static final String COUNT = "select i.workflow_id, i.sequence, i.waiting, i.lines, i.life, coalesce(j.events, 0),"
            + " coalesce(j.newest, 0), coalesce(j.waiting, 0), coalesce(j.open, 0), coalesce(j.signals_handled, 0),"
            + " coalesce(j.signals_waiting, 0), coalesce(j.signals_rejected, 0), coalesce(h.held, 0),"
            + " coalesce(r.times, 0), coalesce(u.undeliverable, 0), coalesce(u.refused, 0),"
            + " coalesce((select f.events" + OF_FORGOTTEN + ", " + "coalesce((select f.newest" + OF_FORGOTTEN + ", "
            + "coalesce((select f.signals_handled" + OF_FORGOTTEN + ", "
            + "coalesce((select f.signals_rejected" + OF_FORGOTTEN + " from instance i"
            + " left join (select workflow_id, count(*) as events, max(sequence) as newest,"
            + " sum(case when state = 'WAITING' then 1 else 0 end) as waiting,"
            + " sum(case when state = 'OPEN' then 1 else 0 end) as open,"
            + " sum(case when kind = 'SIGNAL' and state in ('HANDLED', 'SKIPPED') then 1 else 0 end) as signals_handled,"
            + " sum(case when kind = 'SIGNAL' and state in ('WAITING', 'OPEN') then 1 else 0 end) as signals_waiting,"
            + " sum(case when kind = 'SIGNAL' and state = 'REJECTED' then 1 else 0 end) as signals_rejected"
            + " from journal" + OF_SOME + "j on j.workflow_id = i.workflow_id"
            + " left join (select workflow_id, count(*) as held from held_signal" + OF_SOME
            + "h on h.workflow_id = i.workflow_id"
            + " left join repetition r on r.workflow_id = i.workflow_id"
            + " left join (select workflow_id, " + UNDELIVERABLE + " as undeliverable, sum(times) as refused"
            + " from undeliverable" + OF_SOME + "u on u.workflow_id = i.workflow_id"
            + " where i.workflow_id = any (?) order by i.workflow_id";

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    /** The next workflow ids behind that one, those included for which signals are only held. */
    @SuppressWarnings("unchecked")
    List<String> ids(String after, int limit) {
        return em.createNativeQuery("select workflow_id from instance where workflow_id > ?1 order by workflow_id")
                .setParameter(1, after)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Of those workflow ids that there are. */
    List<Balance> count(List<String> workflowIds) {
        String[] ids = workflowIds.toArray(String[]::new);
        List<Balance> balances = new ArrayList<>();
        HotRows.read(dataSource, COUNT, List.of(ids, ids, ids, ids), row -> balances.add(balance(row)));
        return balances;
    }

    private static Balance balance(ResultSet row) throws SQLException {
        Rows rows = new Rows(
                row.getLong(2),
                row.getLong(3) + lates(row.getString(4), row.getString(5)),
                lines(row.getString(4)).size(),
                row.getLong(6) + row.getLong(17),
                Math.max(row.getLong(7), row.getLong(18)),
                row.getLong(8),
                row.getLong(9),
                row.getLong(12) + row.getLong(20),
                row.getLong(16));
        return new Balance(
                row.getString(1),
                row.getLong(10) + row.getLong(19),
                row.getLong(11),
                row.getLong(13),
                row.getLong(14),
                row.getLong(15),
                rows.complaints());
    }

    /** Events that wait without being in the inbox: they come before it. */
    private static long lates(@Nullable String lines, @Nullable String life) {
        boolean begins = life != null && Json.tree(life).hasNonNull("beginning");
        return lines(lines).stream().filter(l -> l.due().isPresent()).count() + (begins ? 1 : 0);
    }

    private static List<OpenLine> lines(@Nullable String lines) {
        return lines == null ? List.of() : OpenLine.read(lines);
    }

    /** What an instance says of itself, and what there is. */
    private record Rows(
            long sequence,
            long saidToWait,
            long saidToBeOpen,
            long events,
            long newest,
            long waiting,
            long open,
            long rejected,
            long refused) {

        List<String> complaints() {
            List<String> wrong = new ArrayList<>(0);
            if (events != sequence || newest != sequence) {
                wrong.add(sequence + " sequences were given, but the journal has " + events + " events, the last with "
                        + newest + ".");
            }
            if (waiting != saidToWait) {
                wrong.add(saidToWait + " events are said to wait, but " + waiting + " do.");
            }
            if (open != saidToBeOpen) {
                wrong.add(saidToBeOpen + " handlers are said to wait, but " + open + " events are open.");
            }
            if (rejected > refused) {
                wrong.add(rejected + " accepted signals were rejected, but only " + refused
                        + " are kept as undeliverable.");
            }
            return wrong;
        }
    }

    /** How many are kept for workflow ids of which nothing else is known, or for none. */
    long undeliverableOfNobody() {
        Number sum = (Number) em.createNativeQuery(
                        "select coalesce(" + UNDELIVERABLE + ", 0) from undeliverable u"
                                + " where not exists (select i.workflow_id from instance i where i.workflow_id = u.workflow_id)")
                .getSingleResult();
        return sum.longValue();
    }
}
