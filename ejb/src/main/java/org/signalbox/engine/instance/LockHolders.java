package org.signalbox.engine.instance;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.signalbox.client.WorkflowId;

/** Asks the database who holds the lock of an instance's row. PostgreSQL knows; H2, which has one server only, does not tell. */
@ApplicationScoped
public class LockHolders {

    /** The row's xmax is the transaction that has locked it; what that transaction waits for is behind it. */
    private static final String HOLDER = "select a.application_name, a.pid, host(a.client_addr), a.state,"
            + " extract(epoch from clock_timestamp() - a.xact_start),"
            + " (select string_agg(b.application_name || ' (database process ' || b.pid || ')', ', ')"
            + " from pg_stat_activity b where b.pid = any (pg_blocking_pids(a.pid)))"
            + " from instance i join pg_stat_activity a on a.backend_xid = i.xmax"
            + " where i.workflow_id = ? and a.pid <> pg_backend_pid()";

    @Resource(lookup = HotRows.DATA_SOURCE)
    private DataSource dataSource;

    /**
     * A transaction that holds a row.
     *
     * @param description its application's name, its process at the database, its address and what it does
     * @param age of the transaction, if the database tells
     */
    public record Holder(String description, Optional<Duration> age) {

        /** Whether it has held the row for longer than a turn takes. */
        public boolean isLong() {
            return age.filter(a -> a.compareTo(Duration.ofSeconds(2)) < 0).isEmpty();
        }

        @Override
        public String toString() {
            return description;
        }
    }

    /** Empty as well if that can't be found out. */
    public Optional<Holder> of(WorkflowId id) {
        try (Connection connection = dataSource.getConnection()) {
            if (!HotRows.takesSeveral(connection)) {
                return Optional.empty();
            }
            try (PreparedStatement statement = connection.prepareStatement(HOLDER)) {
                statement.setString(1, id.value());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(holder(row)) : Optional.empty();
                }
            }
        } catch (SQLException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Holder holder(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder("'").append(row.getString(1)).append("' (database process ");
        text.append(row.getInt(2));
        Optional.ofNullable(row.getString(3))
                .ifPresent(address -> text.append(", ").append(address));
        Optional.ofNullable(row.getString(4))
                .ifPresent(state -> text.append(", ").append(state));
        double seconds = row.getDouble(5);
        Optional<Duration> age =
                row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis((long) (1000 * seconds)));
        age.ifPresent(a ->
                text.append(", in a transaction for ").append(a.toSeconds()).append(" s"));
        text.append(')');
        Optional.ofNullable(row.getString(6))
                .ifPresent(other -> text.append(", which waits for ").append(other));
        return new Holder(text.toString(), age);
    }
}
