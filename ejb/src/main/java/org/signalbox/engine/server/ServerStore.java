package org.signalbox.engine.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The table of servers. Each method is one statement that commits by itself; call it outside of transactions. */
final class ServerStore {

    private final DataSource dataSource;

    ServerStore(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** The life that has the name; empty if nobody has had it. */
    Optional<Claim.Other> find(String node) throws SQLException {
        String sql = "select life, seen_at, ended_at, current_timestamp from server where node = ?";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = bind(connection.prepareStatement(sql), node);
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Claim.Other(
                            row.getString(1),
                            require(row, 2),
                            require(row, 4),
                            time(row, 3).isPresent()))
                    : Optional.empty();
        }
    }

    /** @return false if somebody else was faster */
    boolean insert(String node, String life, String version) throws SQLException {
        return 1
                == update(
                        "insert into server (id, node, life, version, started_at, seen_at, turns, last_minute, due, attempts)"
                                + " select coalesce(max(id), 0) + 1, cast(? as varchar(200)), cast(? as varchar(36)),"
                                + " cast(? as varchar(100)), current_timestamp, current_timestamp, 0, 0, 0, 0 from server"
                                + " on conflict do nothing",
                        node,
                        life,
                        version);
    }

    /**
     * Takes a name over from another life.
     *
     * @return false if somebody else was faster
     */
    boolean take(String node, String from, String life, String version) throws SQLException {
        return 1
                == update(
                        "update server set life = ?, version = ?, started_at = current_timestamp, seen_at = current_timestamp,"
                                + " ended_at = null, turns = 0, last_minute = 0, due = 0, attempts = 0"
                                + " where node = ? and life = ?",
                        life,
                        version,
                        node,
                        from);
    }

    /** @return false if another life has the name */
    boolean sign(String node, String life, Work work) throws SQLException {
        return 1
                == update(
                        "update server set seen_at = current_timestamp, ended_at = null, turns = ?, last_minute = ?, due = ?,"
                                + " attempts = ? where node = ? and life = ?",
                        work.turns(),
                        work.lastMinute(),
                        work.due(),
                        work.attempts(),
                        node,
                        life);
    }

    void end(String node, String life) throws SQLException {
        update("update server set ended_at = current_timestamp where node = ? and life = ?", node, life);
    }

    int id(String node) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        bind(connection.prepareStatement("select id from server where node = ?"), node);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("There is no server '" + node + "'");
            }
            return row.getInt(1);
        }
    }

    Optional<String> node(int id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select =
                        bind(connection.prepareStatement("select node from server where id = ?"), id);
                ResultSet row = select.executeQuery()) {
            return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
        }
    }

    /** All that gave a sign within that time, by name. */
    List<Server> seenWithin(Duration time) throws SQLException {
        String sql = "select node, version, started_at, seen_at, ended_at, current_timestamp, turns, last_minute, due,"
                + " attempts from server order by node";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            List<Server> found = new ArrayList<>();
            while (row.next()) {
                Duration silence = Duration.between(require(row, 4), require(row, 6));
                if (silence.compareTo(time) < 0) {
                    found.add(server(row, silence));
                }
            }
            return found;
        }
    }

    private static Server server(ResultSet row, Duration silence) throws SQLException {
        Optional<Instant> ended = time(row, 5);
        return new Server(
                row.getString(1),
                row.getString(2),
                require(row, 3),
                require(row, 4),
                ended,
                ended.isEmpty() && silence.compareTo(Claim.SILENT) < 0,
                new Work(row.getLong(7), row.getLong(8), row.getLong(9), row.getLong(10)));
    }

    private int update(String sql, Object... parameters) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = bind(connection.prepareStatement(sql), parameters)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    private static Instant require(ResultSet row, int column) throws SQLException {
        return time(row, column).orElseThrow();
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }
}
