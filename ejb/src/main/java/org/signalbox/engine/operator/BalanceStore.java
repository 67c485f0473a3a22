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

    private static final String OF_SOME = " where workflow_id = any (?)";

    /** Sent again, one of them is in another sum. */
    private static final String UNDELIVERABLE = "sum(case when settled = 'RESENT' then times - 1 else times end)";

    private static final String SIGNALS = "sum(case when kind = 'SIGNAL' and state in ";

    /** Each table is looked through once, for all ids together; the embedded database would join for each of them. */
    static final String COUNT = "select workflow_id, sum(given), sum(said_to_wait), max(lines), max(life),"
            + " sum(events), max(newest), sum(waiting), sum(open), sum(handled), sum(unhandled), sum(rejected),"
            + " sum(held), sum(times), sum(undeliverable), sum(refused), sum(inversions), sum(pruned) from ("
            + "select workflow_id, sequence as given, waiting as said_to_wait, lines, life, 0 as events, 0 as newest,"
            + " 0 as waiting, 0 as open, 0 as handled, 0 as unhandled, 0 as rejected, 0 as held, 0 as times,"
            + " 0 as undeliverable, 0 as refused, 0 as inversions, 0 as pruned from instance" + OF_SOME
            + " union all select workflow_id, null, null, null, null, count(*), max(sequence),"
            + " sum(case when state = 'WAITING' then 1 else 0 end), sum(case when state = 'OPEN' then 1 else 0 end), "
            + SIGNALS + "('HANDLED', 'SKIPPED') then 1 else 0 end), "
            + SIGNALS + "('WAITING', 'OPEN') then 1 else 0 end), "
            + SIGNALS + "('REJECTED') then 1 else 0 end), 0, 0, 0, 0, 0, 0 from journal" + OF_SOME
            + " group by workflow_id"
            + " union all select workflow_id, null, null, null, null, events, newest, 0, 0, signals_handled, 0,"
            + " signals_rejected, 0, 0, 0, 0, 0, 0 from forgotten" + OF_SOME
            + " union all select workflow_id, null, null, null, null, 0, 0, 0, 0, 0, 0, 0, count(*), 0, 0, 0, 0, 0"
            + " from held_signal" + OF_SOME + " group by workflow_id"
            + " union all select workflow_id, null, null, null, null, 0, 0, 0, 0, 0, 0, 0, count(*), 0, 0, 0, 0, 0"
            + " from delayed_signal" + OF_SOME + " group by workflow_id"
            + " union all select workflow_id, null, null, null, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, times, 0"
            + " from inversion" + OF_SOME
            + " union all select workflow_id, null, null, null, null, 0, 0, 0, 0, 0, 0, 0, 0, times, 0, 0, 0, 0"
            + " from repetition" + OF_SOME
            + " union all select workflow_id, null, null, null, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, " + UNDELIVERABLE
            + ", sum(times), 0, 0 from undeliverable" + OF_SOME + " group by workflow_id"
            + " union all select workflow_id, null, null, null, null, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, refused, 0, signals"
            + " from pruned" + OF_SOME
            + ") part group by workflow_id having count(given) > 0 order by workflow_id";

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
        HotRows.read(
                dataSource,
                COUNT,
                List.of(ids, ids, ids, ids, ids, ids, ids, ids, ids),
                row -> balances.add(balance(row)));
        return balances;
    }

    private static Balance balance(ResultSet row) throws SQLException {
        Rows rows = new Rows(
                row.getLong(2),
                row.getLong(3) + lates(row.getString(4), row.getString(5)),
                lines(row.getString(4)).size(),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(12),
                row.getLong(16),
                row.getLong(17));
        return new Balance(
                row.getString(1),
                row.getLong(10),
                row.getLong(11),
                row.getLong(13),
                row.getLong(14),
                row.getLong(15),
                row.getLong(18),
                row.getLong(17),
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
            long refused,
            long inversions) {

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
            if (inversions > 0) {
                wrong.add(inversions + " signals were accepted in another order than the broker received them.");
            }
            return wrong;
        }
    }

    /** How many wait for their delivery time, for workflow ids of which nothing else is known or for business keys. */
    long delayedOfNobody() {
        Number sum = (Number) em.createNativeQuery("select count(*) from delayed_signal d where d.workflow_id is null"
                        + " or not exists (select i.workflow_id from instance i where i.workflow_id = d.workflow_id)")
                .getSingleResult();
        return sum.longValue();
    }

    /** How many are kept for workflow ids of which nothing else is known, or for none. */
    long undeliverableOfNobody() {
        Number sum = (Number) em.createNativeQuery(
                        "select coalesce(" + UNDELIVERABLE + ", 0) from undeliverable u"
                                + " where not exists (select i.workflow_id from instance i where i.workflow_id = u.workflow_id)")
                .getSingleResult();
        return sum.longValue();
    }

    /** How many have been deleted for workflow ids of which nothing else is known, or for none. */
    long prunedOfNobody() {
        Number sum = (Number) em.createNativeQuery(
                        "select coalesce(sum(p.signals), 0) from pruned p"
                                + " where not exists (select i.workflow_id from instance i where i.workflow_id = p.workflow_id)")
                .getSingleResult();
        return sum.longValue();
    }
}
