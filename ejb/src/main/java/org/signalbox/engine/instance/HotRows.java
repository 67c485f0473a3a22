package org.signalbox.engine.instance;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the rows of every signal in JDBC batches, on the connection of the caller's transaction, which JPA uses
 * too. That costs a fraction of what JPA's bookkeeping of objects costs; docs/adr/0008 has the figures.
 */
public final class HotRows {

    public static final String DATA_SOURCE = "java:jboss/datasources/SignalboxDS";

    private HotRows() {}

    /** Sets the parameters for one row. */
    @FunctionalInterface
    public interface Binding<R> {
        void bind(R row, PreparedStatement statement) throws SQLException;
    }

    /** @throws PersistenceException caused by what the database says */
    public static <R> void write(DataSource dataSource, String sql, Collection<R> rows, Binding<R> binding) {
        if (rows.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (R row : rows) {
                binding.bind(row, statement);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** Takes one row of a result. */
    @FunctionalInterface
    public interface Reading {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Reads rows.
     *
     * @param sql with a parameter for each array
     * @throws PersistenceException caused by what the database says
     */
    public static void read(DataSource dataSource, String sql, List<String[]> arrays, Reading reading) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arrays.size(); i++) {
                statement.setArray(i + 1, connection.createArrayOf("varchar", arrays.get(i)));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    reading.read(row);
                }
            }
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    public static void setTime(PreparedStatement statement, int parameter, @Nullable Instant time) throws SQLException {
        OffsetDateTime value = time == null ? null : time.atOffset(ZoneOffset.UTC);
        statement.setObject(parameter, value, Types.TIMESTAMP_WITH_TIMEZONE);
    }
}
