package org.signalbox.engine.operator;

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
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.payload.StoredPayloads;
import org.signalbox.core.payload.Undecodable;
import org.signalbox.engine.instance.HotRows;

/** Finds what does not move by indexes that have nothing else in them, or have it at their other end. Needs the caller's transaction. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class StandstillStore {

    /** What waits in inboxes is mostly about to be handled; of those that are not, so many are looked at. */
    private static final int HELD_UP_LOOKED_AT = 5_000;

    /** Is not null, in a form with which H2 does not go through what is, too: most entries of the index. */
    private static final String KNOWN = " between timestamp with time zone '1970-01-01 00:00:00+00'"
            + " and timestamp with time zone '9999-12-31 00:00:00+00'";

    static final String PARKED = "select workflow_id, type, parked_since, parked_attempts, wake_at, parked_error"
            + " from instance where parked_since" + KNOWN + " order by parked_since, workflow_id limit ";

    static final String HELD_UP = "select i.workflow_id, i.type, (select j.accepted_at from journal j"
            + " where j.workflow_id = i.workflow_id and j.sequence >= i.first_waiting and j.state = 'WAITING'"
            + " order by j.sequence limit 1) as since,"
            + " i.waiting from (select workflow_id, type, first_waiting, waiting from instance where waiting > 0"
            + " and parked_since is null and status = 'RUNNING' limit " + HELD_UP_LOOKED_AT + ") i"
            + " order by since limit ";

    static final String FAILING =
            "select a.workflow_id, i.type, a.failing_since, a.attempt, a.wake_at, a.failure, a.type,"
                    + " a.method, a.sequence from activity a join instance i on i.workflow_id = a.workflow_id"
                    + " where a.failing_since" + KNOWN + " order by a.failing_since limit ";

    @Inject
    private StoredPayloads payloads;

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    List<Standstill.Still> parked(int most) {
        return read(
                PARKED + most,
                row -> Obstacle.of(Obstacle.Kind.PARKED, "Parked: the code of the workflow fails.")
                        .since(Optional.ofNullable(time(row, 3)))
                        .until(Optional.ofNullable(time(row, 5)))
                        .failed(row.getInt(4), decoded(row.getString(6), row.getString(1))));
    }

    /** @param before when the oldest of the inbox came, at the latest */
    List<Standstill.Still> heldUp(int most, Instant before) {
        return read(
                        HELD_UP + most,
                        row -> Obstacle.of(
                                        Obstacle.Kind.INBOX,
                                        "Accepted and not handled: " + row.getLong(4)
                                                + "; a handler that waits holds them up, or nobody has looked yet.")
                                .since(Optional.ofNullable(time(row, 3))))
                .stream()
                .filter(s -> s.obstacle().since().filter(before::isAfter).isPresent())
                .toList();
    }

    List<Standstill.Still> failing(int most) {
        return read(
                FAILING + most,
                row -> Obstacle.of(
                                Obstacle.Kind.ACTIVITY,
                                "Activity " + row.getString(7) + "." + row.getString(8) + " keeps failing.")
                        .since(Optional.ofNullable(time(row, 3)))
                        .until(Optional.ofNullable(time(row, 5)))
                        .at(row.getLong(9))
                        .failed(row.getInt(4), decoded(row.getString(6), row.getString(1))));
    }

    private Optional<String> decoded(@Nullable String stored, String owner) {
        return Optional.ofNullable(stored).map(s -> Undecodable.shown(payloads.decode(s, owner, "error")));
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** What is told of one row. */
    private interface Telling {
        Obstacle of(ResultSet row) throws SQLException;
    }

    private List<Standstill.Still> read(String sql, Telling telling) {
        List<Standstill.Still> found = new ArrayList<>();
        HotRows.read(
                dataSource,
                sql,
                List.of(),
                row -> found.add(
                        new Standstill.Still(new WorkflowId(row.getString(1)), row.getString(2), telling.of(row))));
        return found;
    }
}
