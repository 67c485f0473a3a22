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
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Line;
import org.signalbox.core.machine.LineChange;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.core.turn.Steps;
import org.signalbox.engine.instance.HotRows;
import org.signalbox.engine.instance.Parameters;
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
    private LineCache cache;

    @Inject
    private JournalStore journal;

    @Inject
    private StoredPayloads payloads;

    /** All open lines of some instances, whole. */
    public Map<WorkflowId, List<Line>> read(Collection<Instance> instances) {
        Map<WorkflowId, List<Line>> lines = new HashMap<>();
        List<WorkflowId> unknown = new ArrayList<>();
        for (Instance instance : instances) {
            cache.linesOf(instance)
                    .ifPresentOrElse(known -> lines.put(instance.id(), known), () -> unknown.add(instance.id()));
        }
        if (!unknown.isEmpty()) {
            lines.putAll(stored(unknown));
        }
        return lines;
    }

    private Map<WorkflowId, List<Line>> stored(Collection<WorkflowId> ids) {
        Map<EventKey, Event> events = new HashMap<>();
        journal.openings(ids)
                .forEach(row -> events.put(
                        new EventKey(row.workflowId(), row.entry().sequence()),
                        row.entry().event()));
        Map<EventKey, List<String>> steps = steps(ids);
        Map<WorkflowId, List<Line>> lines = new HashMap<>();
        HotRows.read(dataSource, LINES, keys(ids), row -> {
            EventKey key = opening(row);
            Event event = Optional.ofNullable(events.get(key))
                    .orElseThrow(() -> new IllegalStateException(key + " has no event"));
            Instant openedAt = row.getObject(3, OffsetDateTime.class).toInstant();
            lines.computeIfAbsent(key.workflowId(), id -> new ArrayList<>())
                    .add(line(key, event, openedAt, row.getString(4), steps.getOrDefault(key, List.of())));
        });
        return lines;
    }

    /** One that lacks a step must not be executed again: then its snapshot is what can't be decoded. */
    private Line line(EventKey key, Event event, Instant openedAt, String snapshot, List<String> steps) {
        Optional<String> unknown = steps.stream().filter(Undecodable::isMarked).findFirst();
        return new Line(
                key.sequence(),
                event,
                openedAt,
                unknown.orElseGet(() -> decoded(snapshot, key)),
                unknown.isPresent()
                        ? List.of()
                        : steps.stream().flatMap(s -> Steps.read(s).stream()).toList());
    }

    private String decoded(String stored, EventKey key) {
        return payloads.decode(stored, key.workflowId().value(), "record of the handler of event " + key.sequence());
    }

    private Map<EventKey, List<String>> steps(Collection<WorkflowId> ids) {
        Map<EventKey, List<String>> steps = new HashMap<>();
        HotRows.read(
                dataSource,
                STEPS,
                keys(ids),
                row -> steps.computeIfAbsent(opening(row), k -> new ArrayList<>())
                        .add(decoded(row.getString(3), opening(row))));
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
     * Changes of lines; one that is opened and one that grows may be closed by a later one of them. The events of a closed
     * one are handled.
     */
    public static List<HotRows.Write<?>> changed(List<LineRow> rows, Instant now, StoredPayloads payloads) {
        List<LineRow> closed = of(rows, LineChange.Closed.class);
        List<EventKey> openings = closed.stream()
                .map(row -> new EventKey(row.workflowId(), row.change().opened()))
                .toList();
        List<EventKey> handled = closed.stream()
                .flatMap(row -> ((LineChange.Closed) row.change())
                        .handled().stream().map(event -> new EventKey(row.workflowId(), event)))
                .toList();
        return List.of(
                new HotRows.Write<>(OPEN, of(rows, LineChange.Opened.class), (row, to) -> {
                    Line line = ((LineChange.Opened) row.change()).line();
                    to.text(row.workflowId().value()).number(line.opened());
                    to.time(line.openedAt())
                            .text(payloads.encode(
                                    line.snapshot(), row.workflowId().value()));
                }),
                new HotRows.Write<>(
                        GROW,
                        of(rows, LineChange.Grown.class),
                        (row, to) -> to.text(row.workflowId().value())
                                .number(row.change().opened())
                                .text(payloads.encode(
                                        Steps.write(((LineChange.Grown) row.change()).steps()),
                                        row.workflowId().value()))),
                new HotRows.Write<>(REMOVE_STEPS, openings, LineStore::bind),
                new HotRows.Write<>(REMOVE, openings, LineStore::bind),
                JournalStore.ended(handled, now));
    }

    private static void bind(EventKey opening, Parameters to) throws SQLException {
        to.text(opening.workflowId().value()).number(opening.sequence());
    }

    private static List<LineRow> of(List<LineRow> rows, Class<? extends LineChange> kind) {
        return rows.stream().filter(r -> kind.isInstance(r.change())).toList();
    }
}
