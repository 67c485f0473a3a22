package org.signalbox.engine.instance;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the rows of every signal by JDBC, on the connection of the caller's transaction, which JPA uses too. That
 * costs a fraction of what JPA's bookkeeping of objects costs; docs/adr/0008 has the figures.
 *
 * <p>Statements that are given together are executed one after the other, each seeing what the ones before it did and waited
 * for; PostgreSQL gets them in one message, for a turn on its own takes as long as its round trips.
 */
public final class HotRows {

    public static final String DATA_SOURCE = "java:jboss/datasources/SignalboxDS";

    private HotRows() {}

    /**
     * Rows to be written.
     *
     * @param sql a statement for one row
     */
    public record Write<R>(String sql, Collection<R> rows, Binding<R> binding) {

        private void bindTo(Parameters parameters) throws SQLException {
            for (R row : rows) {
                binding.bind(row, parameters);
            }
        }
    }

    /** Sets the parameters for one row. */
    @FunctionalInterface
    public interface Binding<R> {
        void bind(R row, Parameters parameters) throws SQLException;
    }

    /**
     * Rows to be read.
     *
     * @param sql with a parameter for each array
     */
    public record Query(String sql, List<String[]> arrays, Reading reading) {

        private void bindTo(Parameters parameters) throws SQLException {
            for (String[] array : arrays) {
                parameters.texts(array);
            }
        }
    }

    /** Takes one row of a result. */
    @FunctionalInterface
    public interface Reading {
        void read(ResultSet row) throws SQLException;
    }

    /** @throws PersistenceException caused by what the database says */
    public static <R> void write(DataSource dataSource, String sql, Collection<R> rows, Binding<R> binding) {
        write(dataSource, List.of(new Write<>(sql, rows, binding)));
    }

    /** @throws PersistenceException caused by what the database says */
    public static void write(DataSource dataSource, List<Write<?>> all) {
        List<Write<?>> writes = all.stream().filter(w -> !w.rows().isEmpty()).toList();
        if (writes.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection()) {
            boolean single = writes.stream().allMatch(w -> w.rows().size() == 1);
            if (single && writes.size() > 1 && takesSeveral(connection)) {
                writeTogether(connection, writes);
            } else {
                for (Write<?> write : writes) {
                    writeBatch(connection, write);
                }
            }
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static <R> void writeBatch(Connection connection, Write<R> write) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(write.sql)) {
            Parameters parameters = new Parameters(statement);
            for (R row : write.rows) {
                write.binding.bind(row, parameters);
                parameters.again();
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void writeTogether(Connection connection, List<Write<?>> writes) throws SQLException {
        String sql = writes.stream().map(Write::sql).collect(Collectors.joining(";"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters parameters = new Parameters(statement);
            for (Write<?> write : writes) {
                write.bindTo(parameters);
            }
            statement.execute();
        }
    }

    /** @throws PersistenceException caused by what the database says */
    public static void read(DataSource dataSource, String sql, List<String[]> arrays, Reading reading) {
        read(dataSource, List.of(new Query(sql, arrays, reading)));
    }

    /** @throws PersistenceException caused by what the database says */
    public static void read(DataSource dataSource, List<Query> queries) {
        try (Connection connection = dataSource.getConnection()) {
            if (queries.size() == 1 || takesSeveral(connection)) {
                readTogether(connection, queries);
            } else {
                for (Query query : queries) {
                    readTogether(connection, List.of(query));
                }
            }
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    private static void readTogether(Connection connection, List<Query> queries) throws SQLException {
        String sql = queries.stream().map(Query::sql).collect(Collectors.joining(";"));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            Parameters parameters = new Parameters(statement);
            for (Query query : queries) {
                query.bindTo(parameters);
            }
            statement.execute();
            for (Query query : queries) {
                try (ResultSet row = statement.getResultSet()) {
                    while (row.next()) {
                        query.reading.read(row);
                    }
                }
                statement.getMoreResults();
            }
        }
    }

    /** H2 executes only the first of several statements with parameters. */
    static boolean takesSeveral(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
    }

    static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
