package org.signalbox.engine.retention;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.engine.instance.HotRows;

/**
 * Deletes events from journals by their age, and with them the memory of their signal ids. Needs the caller's transaction.
 *
 * <p>They are found by where they lie in the table and not by an index, which every signal would have to pay for. What is over is
 * changed by nobody, so no instance's lock is needed; an event that waits, or whose handler does, is not over.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class JournalRetentionStore {

    private static final String OLD = " and handled_at < ?3 and state in ('HANDLED', 'REJECTED', 'SKIPPED') limit ";

    private static final String DELETE = "delete from journal where workflow_id = ? and sequence = ?";

    private static final String NOTE = "insert into forgotten (workflow_id, events, newest, signals_handled,"
            + " signals_rejected) select i.workflow_id, 0, 0, 0, 0 from instance i where i.workflow_id = ?"
            + " and not exists (select f.events from forgotten f where f.workflow_id = i.workflow_id)";

    private static final String ADD = "update forgotten set events = events + ?, newest = greatest(newest, ?),"
            + " signals_handled = signals_handled + ?, signals_rejected = signals_rejected + ? where workflow_id = ?";

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    /** The place behind the last event. */
    long end() {
        return ((Number) em.createNativeQuery(layout().end()).getSingleResult()).longValue();
    }

    /** How many places belong to one look: some thousand events. */
    long step() {
        return layout().step();
    }

    /**
     * Deletes old events that lie at or behind a place and before another one.
     *
     * @return how many
     */
    int forget(long from, long to, Instant before, int limit) {
        JournalLayout layout = layout();
        List<?> rows = em.createNativeQuery("select workflow_id, sequence, kind, state from journal where "
                        + layout.between() + OLD + limit + " for update skip locked")
                .setParameter(1, layout.place(from))
                .setParameter(2, layout.place(to))
                .setParameter(3, Timestamp.from(before))
                .getResultList();
        List<Forgotten.One> old = rows.stream()
                .map(row -> (Object[]) row)
                .map(column -> new Forgotten.One(
                        column[0].toString(),
                        ((Number) column[1]).longValue(),
                        Event.Kind.valueOf(column[2].toString()),
                        Entry.State.valueOf(column[3].toString())))
                .toList();
        Map<String, Forgotten> sums = Forgotten.sums(old);
        HotRows.write(dataSource, NOTE, sums.values(), (sum, columns) -> columns.text(sum.workflowId()));
        HotRows.write(
                dataSource,
                ADD,
                sums.values(),
                (sum, columns) -> columns.number(sum.events())
                        .number(sum.newest())
                        .number(sum.handled())
                        .number(sum.rejected())
                        .text(sum.workflowId()));
        HotRows.write(
                dataSource,
                DELETE,
                old,
                (event, columns) -> columns.text(event.workflowId()).number(event.sequence()));
        return old.size();
    }

    private JournalLayout layout() {
        return JournalLayout.of(dataSource);
    }
}
