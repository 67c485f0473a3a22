package org.signalbox.engine.journal;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.persistence.config.QueryHints;
import org.signalbox.client.Outcome;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Accepted;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.turn.Command;
import org.signalbox.engine.instance.HotRows;
import org.signalbox.engine.server.Servers;

/** The rows of events. Needs the caller's transaction, and for writing the instance's lock. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class JournalStore {

    private static final String INSERT = "insert into journal (workflow_id, sequence, run, kind, name, signal_id,"
            + " activity, payload, state, decided, accepted_at, handled_at, fingerprint, server)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String WAITING =
            "j.sequence >= :first and j.state = org.signalbox.core.machine.Entry.State.WAITING";

    private static final String ADVANCE = "update journal set signal_id = ?, state = ?, decided = ?, handled_at = ?,"
            + " server = ? where workflow_id = ? and sequence = ?";

    private static final String HANDLED =
            "update journal set state = 'HANDLED', handled_at = ? where workflow_id = ? and sequence = ?";

    /** A join, because H2 looks through the whole table for {@code (a, b) in (select …)}. */
    private static final String RECEIPTS = "select j.workflow_id, j.signal_id, j.run, j.sequence, j.state, j.kind,"
            + " j.name, j.fingerprint from unnest(cast(? as varchar array), cast(? as varchar array)) as k (workflow_id, signal_id)"
            + " join journal j on j.workflow_id = k.workflow_id and j.signal_id = k.signal_id";

    private static final String STANDING =
            "select j.workflow_id, j.signal_id, j.run, j.sequence, j.state, i.parked_since"
                    + " from unnest(cast(? as varchar array), cast(? as varchar array)) as k (workflow_id, signal_id)"
                    + " join journal j on j.workflow_id = k.workflow_id and j.signal_id = k.signal_id"
                    + " left join instance i on i.workflow_id = j.workflow_id";

    @Inject
    private StoredPayloads payloads;

    @Inject
    private Servers servers;

    @PersistenceContext(unitName = "signalbox")
    private EntityManager em;

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    /**
     * Entries with new sequences.
     *
     * @param server the number of this server
     */
    public static HotRows.Write<JournalRow> appended(
            List<JournalRow> rows, Instant now, StoredPayloads payloads, int server) {
        return new HotRows.Write<>(INSERT, rows, (row, to) -> {
            JournalEntity entity = new JournalEntity(row.workflowId(), row.entry(), now, payloads);
            to.text(entity.workflowId).number(entity.sequence).number(entity.run);
            to.text(entity.kind.name()).text(entity.name).text(entity.signalId);
            to.text(entity.activity).text(entity.payload).text(entity.state.name());
            to.text(entity.decided).time(entity.acceptedAt).time(entity.handledAt);
            to.text(row.fingerprint().orElse(null)).number(server);
        });
    }

    /**
     * What became of entries that waited.
     *
     * @param server the number of this server
     */
    public static HotRows.Write<JournalRow> advanced(
            List<JournalRow> rows, Instant now, StoredPayloads payloads, int server) {
        return new HotRows.Write<>(ADVANCE, rows, (row, to) -> {
            JournalEntity entity = new JournalEntity(row.workflowId(), row.entry(), now, payloads);
            to.text(entity.signalId).text(entity.state.name()).text(entity.decided);
            to.time(entity.handledAt).number(server).text(entity.workflowId).number(entity.sequence);
        });
    }

    /** The handlers that these events called have ended. */
    public static HotRows.Write<EventKey> ended(List<EventKey> events, Instant now) {
        return new HotRows.Write<>(
                HANDLED,
                events,
                (event, to) -> to.time(now).text(event.workflowId().value()).number(event.sequence()));
    }

    /** Gives an event that waits another payload. */
    public void edit(WorkflowId id, Command.Edit edit) {
        HotRows.write(
                dataSource,
                "update journal set payload = ? where workflow_id = ? and sequence = ?",
                List.of(edit),
                (row, to) -> to.text(row.payload()
                                .map(p -> payloads.encode(p, id.value()))
                                .orElse(null))
                        .text(id.value())
                        .number(row.sequence()));
    }

    public Optional<Entry> find(WorkflowId id, long sequence) {
        return select(id, sequence, "j.sequence = :first", 1).findFirst().map(j -> j.toEntry(payloads));
    }

    /** The head of an inbox: the first event that waits, at or behind that sequence. */
    public Optional<Entry> firstWaiting(WorkflowId id, long from) {
        return select(id, from, WAITING, 1).findFirst().map(j -> j.toEntry(payloads));
    }

    /** What waits, in its order, at or behind that sequence. */
    public List<JournalView> inbox(WorkflowId id, long from, int limit) {
        return select(id, from, WAITING, limit).map(this::view).toList();
    }

    /** What waits of one kind, in its order, at or behind that sequence. */
    public List<JournalView> waiting(WorkflowId id, long from, Event.Kind kind, int limit) {
        return em.createQuery(
                        "select j from Journal j where j.workflowId = :id and j.kind = :kind and " + WAITING
                                + " order by j.sequence",
                        JournalEntity.class)
                .setParameter("id", id.value())
                .setParameter("kind", kind)
                .setParameter("first", from)
                .setMaxResults(limit)
                .setHint(QueryHints.READ_ONLY, true)
                .getResultStream()
                .map(this::view)
                .toList();
    }

    /** The events at those places. */
    public List<JournalView> events(WorkflowId id, Collection<Long> sequences) {
        return sequences.isEmpty()
                ? List.of()
                : em.createQuery(
                                "select j from Journal j where j.workflowId = :id and j.sequence in :sequences",
                                JournalEntity.class)
                        .setParameter("id", id.value())
                        .setParameter("sequences", sequences)
                        .setHint(QueryHints.READ_ONLY, true)
                        .getResultStream()
                        .map(this::view)
                        .toList();
    }

    /**
     * A page of the journal.
     *
     * @param from the lowest sequence wanted, ascending from there
     */
    public List<JournalView> page(WorkflowId id, long from, int limit) {
        return select(id, from, "j.sequence >= :first", limit).map(this::view).toList();
    }

    private JournalView view(JournalEntity entity) {
        return entity.toView(payloads, servers.node(entity.server));
    }

    /** Without a place in the persistence context, which would hide what was written past it. */
    private Stream<JournalEntity> select(WorkflowId id, long first, String condition, int limit) {
        return em.createQuery(
                        "select j from Journal j where j.workflowId = :id and " + condition + " order by j.sequence",
                        JournalEntity.class)
                .setParameter("id", id.value())
                .setParameter("first", first)
                .setMaxResults(limit)
                .setHint(QueryHints.READ_ONLY, true)
                .getResultStream();
    }

    /** The events that opened the open lines of some instances. */
    public List<JournalRow> openings(Collection<WorkflowId> ids) {
        List<?> rows = em.createNativeQuery(
                        "select j.* from line l join journal j on j.workflow_id = l.workflow_id and j.sequence = l.opened"
                                + " where l.workflow_id = any (?1)",
                        JournalEntity.class)
                .setParameter(1, ids.stream().map(WorkflowId::value).toArray(String[]::new))
                .setHint(QueryHints.READ_ONLY, true)
                .getResultList();
        return rows.stream()
                .map(JournalEntity.class::cast)
                .map(j -> new JournalRow(new WorkflowId(j.workflowId), j.toEntry(payloads), Optional.empty()))
                .toList();
    }

    /**
     * Finds those signals that were accepted before, in whatever run.
     *
     * <p>Proof of once: a signal is accepted only by a transaction that holds its instance's lock and asked this after
     * it got the lock; whoever accepted the same signal id before held that lock and has committed, so it is seen.
     *
     * @param found gets what is found
     */
    public static List<HotRows.Query> remembered(List<SignalKey> signals, Map<SignalKey, Remembered> found) {
        if (signals.isEmpty()) {
            return List.of();
        }
        return List.of(new HotRows.Query(RECEIPTS, SignalKey.columns(signals), row -> {
            SignalKey key = SignalKey.in(row);
            Accepted accepted = new Accepted(
                    Event.Kind.valueOf(row.getString(6)), row.getString(7), Optional.ofNullable(row.getString(8)));
            found.put(key, new Remembered(receipt(key, row, false), accepted));
        }));
    }

    /** As {@link #remembered(List, Map)}, as last committed or written by the caller's transaction. */
    public Map<SignalKey, Remembered> remembered(List<SignalKey> signals) {
        Map<SignalKey, Remembered> found = new HashMap<>();
        if (!signals.isEmpty()) {
            HotRows.read(dataSource, remembered(signals, found));
        }
        return found;
    }

    /**
     * What senders are told of signals that are in the journal, parked instances included.
     *
     * @param receipts gets what is found
     */
    public static HotRows.Query standing(List<SignalKey> signals, Map<SignalKey, Receipt> receipts) {
        return new HotRows.Query(STANDING, SignalKey.columns(signals), row -> {
            SignalKey key = SignalKey.in(row);
            receipts.put(key, receipt(key, row, row.getObject(6) != null));
        });
    }

    /** Of a row of run, sequence and state, behind the key. */
    private static Receipt receipt(SignalKey key, ResultSet row, boolean parked) throws SQLException {
        Entry.State state = Entry.State.valueOf(row.getString(5));
        Outcome outcome = outcomeOf(state);
        Receipt receipt = Receipt.taken(
                key.signalId(),
                key.workflowId(),
                row.getInt(3),
                row.getLong(4),
                outcome == Outcome.ACCEPTED && parked ? Outcome.PARKED : outcome);
        return state == Entry.State.SKIPPED
                ? receipt.because(Reason.WITHDRAWN, "An operator decided that it is not handled.")
                : receipt;
    }

    /** The receipt of a signal, as last committed. */
    public Optional<Receipt> receipt(SignalKey signal) {
        return Optional.ofNullable(remembered(List.of(signal)).get(signal)).map(Remembered::receipt);
    }

    /** What the sender of an event is told of it, as it is now. */
    public static Receipt receipt(SignalKey key, Entry entry) {
        return Receipt.taken(key.signalId(), key.workflowId(), entry.run(), entry.sequence(), outcomeOf(entry.state()));
    }

    /** What a sender is told of an accepted signal in that state. */
    private static Outcome outcomeOf(Entry.State state) {
        return switch (state) {
            case WAITING, OPEN -> Outcome.ACCEPTED;
            case HANDLED -> Outcome.HANDLED;
            case REJECTED, SKIPPED -> Outcome.REJECTED;
        };
    }
}
