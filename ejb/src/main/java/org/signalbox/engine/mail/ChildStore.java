package org.signalbox.engine.mail;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Child;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.engine.instance.HotRows;
import org.signalbox.workflow.ChildRequest;

/**
 * The rows of children. Needs the caller's transaction; a row is made under the parent's lock and changed only under the
 * child's, so what a parent reads of it may be about to change, which mail to the child finds out.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class ChildStore {

    private static final String INSERT = "insert into child (workflow_id, sequence, ordinal, run, child_id, type,"
            + " when_parent_ends, state) values (?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String SELECT =
            "select workflow_id, sequence, ordinal, run, child_id, type, when_parent_ends, state, child_run from child";

    private static final String OPEN = " and state in ('ASKED', 'RUNNING')";

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    public void ask(Collection<Child> children) {
        HotRows.write(dataSource, INSERT, children, (child, to) -> {
            to.text(child.key().workflowId().value()).number(child.key().sequence());
            to.number(child.key().ordinal()).number(child.run());
            to.text(child.workflowId().value()).text(child.type());
            to.text(child.whenParentEnds().name()).text(child.state().name());
        });
    }

    /** Takes over how far a child has got. */
    public void change(Child child) {
        Optional<Integer> run =
                child.childRun().isPresent() ? Optional.of(child.childRun().getAsInt()) : Optional.empty();
        Query update = em.createNativeQuery("update child set state = ?1"
                + (run.isPresent() ? ", child_run = ?2" : "")
                + " where workflow_id = ?3 and sequence = ?4 and ordinal = ?5");
        run.ifPresent(number -> update.setParameter(2, number));
        update.setParameter(1, child.state().name())
                .setParameter(3, child.key().workflowId().value())
                .setParameter(4, child.key().sequence())
                .setParameter(5, child.key().ordinal())
                .executeUpdate();
    }

    public Optional<Child> find(ActivityKey key) {
        List<Child> found =
                read(em.createNativeQuery(SELECT + " where workflow_id = ?1 and sequence = ?2 and ordinal = ?3")
                        .setParameter(1, key.workflowId().value())
                        .setParameter(2, key.sequence())
                        .setParameter(3, key.ordinal()));
        return found.stream().findFirst();
    }

    /** The open bonds of a run, as parent and as child. */
    public List<Child> open(WorkflowId id, int run) {
        return read(em.createNativeQuery(SELECT + " where workflow_id = ?1 and run = ?2" + OPEN + " union all " + SELECT
                        + " where child_id = ?1 and child_run = ?2" + OPEN)
                .setParameter(1, id.value())
                .setParameter(2, run));
    }

    /** The parent of an instance's present run; empty if it was not started as a child. */
    public Optional<Child> parentOf(WorkflowId id, int run) {
        return read(em.createNativeQuery(SELECT + " where child_id = ?1 and child_run = ?2")
                        .setParameter(1, id.value())
                        .setParameter(2, run))
                .stream()
                .findFirst();
    }

    /** The children of all runs of an instance, newest first. */
    public List<Child> of(WorkflowId id, int limit) {
        return read(em.createNativeQuery(
                        SELECT + " where workflow_id = ?1 order by sequence desc, ordinal desc limit " + limit)
                .setParameter(1, id.value()));
    }

    private static List<Child> read(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream().map(row -> child((Object[]) row)).toList();
    }

    private static Child child(Object[] column) {
        WorkflowId parent = new WorkflowId(column[0].toString());
        return new Child(
                new ActivityKey(
                        parent, number(column[1]).longValue(), number(column[2]).intValue()),
                number(column[3]).intValue(),
                new WorkflowId(column[4].toString()),
                column[5].toString(),
                ChildRequest.WhenParentEnds.valueOf(column[6].toString()),
                Child.State.valueOf(column[7].toString()),
                column[8] == null
                        ? OptionalInt.empty()
                        : OptionalInt.of(number(column[8]).intValue()));
    }

    private static Number number(Object value) {
        return (Number) value;
    }
}
