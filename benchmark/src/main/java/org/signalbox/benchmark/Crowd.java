package org.signalbox.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes as many instances as are wanted in little time: copies of one that was really started, row by row. */
final class Crowd {
    private final PostgreSql database;

    Crowd(PostgreSql database) {
        this.database = database;
    }

    /**
     * Copies all rows of an instance.
     *
     * @param prefix of the copies' workflow ids, which end with their number, from 0
     */
    void copy(String workflowId, String prefix, int copies) {
        try (Connection connection = database.connect();
                Statement statistics = connection.createStatement()) {
            for (String table : tables(connection)) {
                copy(connection, table, workflowId, prefix, copies);
            }
            statistics.execute("analyze");
        } catch (SQLException e) {
            throw new BenchmarkFailure("cannot copy " + workflowId + ": " + e.getMessage(), e);
        }
    }

    /** Those that belong to an instance, itself first. */
    private static List<String> tables(Connection connection) throws SQLException {
        return texts(
                connection,
                "select c.table_name from information_schema.columns c join information_schema.tables t"
                        + " using (table_schema, table_name) where c.table_schema = current_schema()"
                        + " and t.table_type = 'BASE TABLE' and c.column_name = 'workflow_id'"
                        + " order by c.table_name <> 'instance', c.table_name");
    }

    private static void copy(Connection connection, String table, String workflowId, String prefix, int copies)
            throws SQLException {
        List<String> columns = texts(
                connection,
                "select column_name from information_schema.columns where table_schema = current_schema()"
                        + " and table_name = ? and is_identity = 'NO' and is_generated = 'NEVER'"
                        + " and column_name <> 'workflow_id'",
                table);
        String others = columns.stream().map(c -> ", " + c).collect(Collectors.joining());
        try (PreparedStatement insert = connection.prepareStatement("insert into " + table + " (workflow_id" + others
                + ") select ? || n" + others + " from " + table
                + " cross join generate_series(0, ? - 1) n where workflow_id = ?")) {
            insert.setString(1, prefix);
            insert.setInt(2, copies);
            insert.setString(3, workflowId);
            insert.executeUpdate();
        }
    }

    private static List<String> texts(Connection connection, String query, String... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setString(i + 1, parameters[i]);
            }
            List<String> texts = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
            return texts;
        }
    }
}
