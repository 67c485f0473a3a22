package org.signalbox.benchmark;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;

/**
 * The bare JDBC loop: insert an event, update its instance, commit. In tables made after the engine's own, with the
 * same columns, indexes and storage options, in a schema of their own.
 */
final class Yardstick {
    private static final String SCHEMA = "yardstick";
    private static final int WARM_UP_SHARE = 3;

    private final PostgreSql database;
    private final int instances;
    private final int senders;
    private final int seconds;

    /** @param senders how many entries the state of an instance has */
    Yardstick(PostgreSql database, int instances, int senders, int seconds) {
        this.database = database;
        this.instances = instances;
        this.senders = senders;
        this.seconds = seconds;
    }

    /** @return transactions per second, after a warm-up */
    double measure(int connections, int rows) {
        makeTables(rows);
        try {
            loop(connections, rows, Duration.ofSeconds(seconds).dividedBy(WARM_UP_SHARE));
            database.checkpoint();
            return loop(connections, rows, Duration.ofSeconds(seconds));
        } finally {
            execute("drop schema " + SCHEMA + " cascade");
        }
    }

    /** 16 connections over all instances. */
    double many() {
        return measure(16, instances);
    }

    /** One connection on one instance. */
    double one() {
        return measure(1, 1);
    }

    private double loop(int connections, int rows, Duration time) {
        CyclicBarrier together = new CyclicBarrier(connections);
        List<YardstickLoop> loops = new ArrayList<>();
        for (int n = 0; n < connections; n++) {
            Sender.Share share = new Sender.Share(n, connections, rows);
            loops.add(new YardstickLoop(database, SCHEMA, share, senders, together, time));
        }
        long commits = Team.work(loops).stream().mapToLong(Long::longValue).sum();
        return commits * 1e9 / time.toNanos();
    }

    private void makeTables(int rows) {
        execute("drop schema if exists " + SCHEMA + " cascade");
        execute("create schema " + SCHEMA);
        for (String table : List.of("instance", "journal")) {
            execute("create table %s.%s (like public.%s including all)".formatted(SCHEMA, table, table));
            storageOptions(table).forEach(o -> execute("alter table %s.%s set (%s)".formatted(SCHEMA, table, o)));
        }
        execute(("insert into %s.instance (workflow_id, type, run, status, sequence, waiting, state, parked_attempts,"
                        + " started_at, updated_at) select 'bench-yardstick-' || n, 'bench', 1, 'RUNNING', 0, 0, '{}', 0,"
                        + " now(), now() from generate_series(0, %d) n")
                .formatted(SCHEMA, rows - 1));
        execute("analyze %s.instance".formatted(SCHEMA));
    }

    private List<String> storageOptions(String table) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select unnest(reloptions) from pg_class where oid = 'public." + table + "'::regclass")) {
            List<String> options = new ArrayList<>();
            while (row.next()) {
                options.add(row.getString(1));
            }
            return options;
        } catch (SQLException e) {
            throw new BenchmarkFailure("cannot read the options of table " + table + ": " + e.getMessage(), e);
        }
    }

    private void execute(String sql) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchmarkFailure("the yardstick's tables: " + e.getMessage() + " (" + sql + ")", e);
        }
    }
}
