package org.signalbox.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * What PostgreSQL has done since it was started, by its own statistics.
 *
 * @param events rows inserted into the journal
 * @param rows inserted, updated or deleted in the tables of Signalbox
 * @param commits of this database
 * @param walSyncs how often the write-ahead log was flushed to disk
 * @param walBytes written to it
 */
record DatabaseWork(long events, long rows, long commits, long walSyncs, long walBytes) {

    /** A session may keep its counts for itself for ten seconds after its last transaction. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final String TABLES = "select coalesce(sum(n_tup_ins) filter (where relname = 'journal'), 0),"
            + " coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)"
            + " from pg_stat_user_tables where schemaname = 'public'";
    private static final String COMMITS = "select xact_commit from pg_stat_database where datname = current_database()";
    private static final String BYTES = "select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint";
    private static final String SYNCS = "select wal_sync from pg_stat_wal";
    private static final String SYNCS_SINCE_18 = "select sum(fsyncs)::bigint from pg_stat_io where object = 'wal'";

    static DatabaseWork now(PostgreSql database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            // rolled back in the end: looking is not to be counted as a commit
            connection.setAutoCommit(false);
            int version = connection.getMetaData().getDatabaseMajorVersion();
            long events;
            long rows;
            try (ResultSet row = statement.executeQuery(TABLES)) {
                row.next();
                events = row.getLong(1);
                rows = row.getLong(2);
            }
            return new DatabaseWork(
                    events,
                    rows,
                    number(statement, COMMITS),
                    number(statement, version >= 18 ? SYNCS_SINCE_18 : SYNCS),
                    number(statement, BYTES));
        } catch (SQLException e) {
            throw new BenchmarkFailure("cannot read PostgreSQL's statistics: " + e.getMessage(), e);
        }
    }

    /** As {@link #now}, once the counts of so many more journal rows have arrived: then those of their sessions have. */
    static DatabaseWork after(PostgreSql database, DatabaseWork before, long events) {
        Await.until(() -> now(database).events - before.events >= events, Duration.ofMillis(500), PATIENCE);
        return now(database);
    }

    DatabaseWork minus(DatabaseWork before) {
        return new DatabaseWork(
                events - before.events,
                rows - before.rows,
                commits - before.commits,
                walSyncs - before.walSyncs,
                walBytes - before.walBytes);
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
