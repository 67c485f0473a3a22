package org.signalbox.engine.line;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Line;
import org.signalbox.core.machine.LineChange;
import org.signalbox.core.turn.Step;
import org.signalbox.core.turn.Steps;
import org.signalbox.engine.instance.HotRows;
import org.signalbox.engine.journal.EventKey;
import org.signalbox.engine.journal.JournalStore;

/** The rows of open lines. Needs the caller's transaction and the instances' locks. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class LineStore {

    private static final String LINES = "select workflow_id, opened, opened_at, snapshot from line"
            + " where workflow_id = any (?) order by workflow_id, opened";
    private static final String STEPS = "select workflow_id, opened, steps from line_step"
            + " where workflow_id = any (?) order by workflow_id, opened, number";
    private static final String OPEN =
            "insert into line (workflow_id, opened, opened_at, snapshot) values (?, ?, ?, ?)";
    private static final String GROW = "insert into line_step (workflow_id, opened, steps) values (?, ?, ?)";
    private static final String REMOVE_STEPS = "delete from line_step where workflow_id = ? and opened = ?";
    private static final String REMOVE = "delete from line where workflow_id = ? and opened = ?";

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    @Inject
    private JournalStore journal;

    /** All open lines of some instances, whole. */
    public Map<WorkflowId, List<Line>> read(Collection<WorkflowId> ids) {
        Map<EventKey, Event> events = new HashMap<>();
        journal.openings(ids)
                .forEach(row -> events.put(
                        new EventKey(row.workflowId(), row.entry().sequence()),
                        row.entry().event()));
        Map<EventKey, List<Step>> steps = steps(ids);
        Map<WorkflowId, List<Line>> lines = new HashMap<>();
        HotRows.read(dataSource, LINES, keys(ids), row -> {
            EventKey key = opening(row);
            Event event = Optional.ofNullable(events.get(key))
                    .orElseThrow(() -> new IllegalStateException(key + " has no event"));
            Instant openedAt = row.getObject(3, OffsetDateTime.class).toInstant();
            lines.computeIfAbsent(key.workflowId(), id -> new ArrayList<>())
                    .add(new Line(
                            key.sequence(), event, openedAt, row.getString(4), steps.getOrDefault(key, List.of())));
        });
        return lines;
    }

    private Map<EventKey, List<Step>> steps(Collection<WorkflowId> ids) {
        Map<EventKey, List<Step>> steps = new HashMap<>();
        HotRows.read(
                dataSource,
                STEPS,
                keys(ids),
                row -> steps.computeIfAbsent(opening(row), k -> new ArrayList<>())
                        .addAll(Steps.read(row.getString(3))));
        return steps;
    }

    /** A line is known by the event that opened it. */
    private static EventKey opening(ResultSet row) throws SQLException {
        return new EventKey(new WorkflowId(row.getString(1)), row.getLong(2));
    }

    private static List<String[]> keys(Collection<WorkflowId> ids) {
        return List.<String[]>of(ids.stream().map(WorkflowId::value).toArray(String[]::new));
    }

    /**
     * Writes changes; a line that is opened and one that grows may be closed by a later one of them. The events of a
     * closed one are handled.
     */
    public void write(List<LineRow> rows, Instant now) {
        HotRows.write(dataSource, OPEN, of(rows, LineChange.Opened.class), (row, statement) -> {
            Line line = ((LineChange.Opened) row.change()).line();
            statement.setString(1, row.workflowId().value());
            statement.setLong(2, line.opened());
            HotRows.setTime(statement, 3, line.openedAt());
            statement.setString(4, line.snapshot());
        });
        HotRows.write(dataSource, GROW, of(rows, LineChange.Grown.class), (row, statement) -> {
            statement.setString(1, row.workflowId().value());
            statement.setLong(2, row.change().opened());
            statement.setString(3, Steps.write(((LineChange.Grown) row.change()).steps()));
        });
        List<LineRow> closed = of(rows, LineChange.Closed.class);
        for (String delete : List.of(REMOVE_STEPS, REMOVE)) {
            HotRows.write(dataSource, delete, closed, (row, statement) -> {
                statement.setString(1, row.workflowId().value());
                statement.setLong(2, row.change().opened());
            });
        }
        journal.end(
                closed.stream()
                        .flatMap(row -> ((LineChange.Closed) row.change())
                                .handled().stream().map(event -> new EventKey(row.workflowId(), event)))
                        .toList(),
                now);
    }

    private static List<LineRow> of(List<LineRow> rows, Class<? extends LineChange> kind) {
        return rows.stream().filter(r -> kind.isInstance(r.change())).toList();
    }
}
