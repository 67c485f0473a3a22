package org.signalbox.engine.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The table in which each server writes how its clock stands. Each method is one or two statements that commit by themselves;
 * call it outside of transactions.
 */
public final class ClockStore {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 1000;

    private final DataSource dataSource;
    private final String server;

    /** @param server the name of this server */
    public ClockStore(DataSource dataSource, String server) {
        this.dataSource = dataSource;
        this.server = cut(server, LONGEST_NAME);
    }

    /** The name of this server. */
    public String server() {
        return server;
    }

    /**
     * What the database knows.
     *
     * @param time the database's time
     * @param last what this server wrote last
     * @param trust what an operator wants this server to trust
     */
    public record Known(Instant time, Optional<SignOfLife> last, Optional<Trust> trust) {}

    public Known read() throws SQLException {
        String sql = "select current_timestamp, s.wall_time, s.engine_time, s.doubt_since, s.trusted_doubt,"
                + " s.trusted_by, s.trusted_reason from (select cast(? as varchar(200)) as name) n"
                + " left join server_clock s on s.server = n.name";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, server);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Known(require(row, 1), sign(row), trust(row));
            }
        }
    }

    /** @param database the database's time at the same moment */
    public void write(SignOfLife sign, Instant database) throws SQLException {
        String update = "update server_clock set wall_time = ?, engine_time = ?, database_time = ?, doubt_since = ?"
                + " where server = ?";
        String insert = "insert into server_clock (wall_time, engine_time, database_time, doubt_since, server)"
                + " values (?, ?, ?, ?, ?) on conflict do nothing";
        if (execute(update, sign, database) == 0) {
            execute(insert, sign, database);
        }
    }

    private int execute(String sql, SignOfLife sign, Instant database) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, column(sign.wallTime()));
            statement.setObject(2, column(sign.engineTime()));
            statement.setObject(3, column(database));
            statement.setObject(4, sign.doubtSince().map(ClockStore::column).orElse(null));
            statement.setString(5, server);
            return statement.executeUpdate();
        }
    }

    /** All servers that ever ran, by name. */
    public List<ServerClock> all() throws SQLException {
        String sql =
                "select server, wall_time, engine_time, doubt_since, database_time from server_clock order by server";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement select = connection.prepareStatement(sql);
                ResultSet row = select.executeQuery()) {
            List<ServerClock> found = new ArrayList<>();
            while (row.next()) {
                SignOfLife sign = new SignOfLife(require(row, 2), require(row, 3), time(row, 4));
                found.add(new ServerClock(row.getString(1), sign, require(row, 5)));
            }
            return found;
        }
    }

    /**
     * Tells a server, this one or another, to trust the jump that is in doubt there.
     *
     * @return false if none is
     */
    public boolean trust(String other, String by, Optional<String> reason) throws SQLException {
        String sql = "update server_clock set trusted_doubt = doubt_since, trusted_by = ?, trusted_reason = ?"
                + " where server = ? and doubt_since is not null";
        try (Connection connection = dataSource.getConnection();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, cut(by, LONGEST_NAME));
            update.setString(2, reason.map(r -> cut(r, LONGEST_REASON)).orElse(null));
            update.setString(3, other);
            return update.executeUpdate() > 0;
        }
    }

    private static Optional<SignOfLife> sign(ResultSet row) throws SQLException {
        Optional<Instant> wall = time(row, 2);
        return wall.isEmpty()
                ? Optional.empty()
                : Optional.of(new SignOfLife(wall.get(), require(row, 3), time(row, 4)));
    }

    private static Optional<Trust> trust(ResultSet row) throws SQLException {
        Optional<Instant> doubt = time(row, 5);
        return doubt.isEmpty()
                ? Optional.empty()
                : Optional.of(new Trust(
                        doubt.get(), String.valueOf(row.getString(6)), Optional.ofNullable(row.getString(7))));
    }

    private static Instant require(ResultSet row, int column) throws SQLException {
        return time(row, column).orElseThrow();
    }

    private static Optional<Instant> time(ResultSet row, int column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
    }

    private static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }
}
