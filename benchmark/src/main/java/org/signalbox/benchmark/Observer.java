package org.signalbox.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches from the database how many signals of this run are handled. An instance's row counts its events, so a look
 * costs one pass over as many rows as there are instances, however long the journal is.
 */
final class Observer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Connection connection;
    private final PreparedStatement count;
    private final PreparedStatement first;
    private final String pattern;

    Observer(PostgreSql database, String prefix) {
        pattern = prefix + "%";
        connection = database.connect();
        try {
            // one transaction for all looks, so that they are not among the commits that are counted; each statement
            // sees what is committed when it begins
            connection.setAutoCommit(false);
            count = connection.prepareStatement(
                    "select coalesce(sum(sequence - waiting), 0) from instance where workflow_id like ?");
            first = connection.prepareStatement(
                    "select min(accepted_at) from journal where accepted_at >= ? and workflow_id like ?");
        } catch (SQLException e) {
            throw new BenchmarkFailure("cannot look into the database: " + e.getMessage(), e);
        }
    }

    /** The events handled so far. */
    long handled() {
        try {
            count.setString(1, pattern);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new BenchmarkFailure("cannot count what is handled: " + e.getMessage(), e);
        }
    }

    /** When the first event since that time came into the journal, in nanoseconds of this process. */
    long firstSince(OffsetDateTime since) {
        try {
            first.setObject(1, since);
            first.setString(2, pattern);
            try (ResultSet row = first.executeQuery()) {
                row.next();
                OffsetDateTime time = row.getObject(1, OffsetDateTime.class);
                return System.nanoTime()
                        - Duration.between(time, OffsetDateTime.now(time.getOffset()))
                                .toNanos();
            }
        } catch (SQLException e) {
            throw new BenchmarkFailure("cannot read the journal: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until so many events are handled.
     *
     * @return the time when they were seen to be
     */
    long await(long wanted) {
        long progress = System.nanoTime();
        long before = -1;
        while (true) {
            long asked = System.nanoTime();
            long handled = handled();
            long now = System.nanoTime();
            if (handled >= wanted) {
                return now;
            }
            if (handled > before) {
                before = handled;
                progress = now;
            } else if (now - progress > PATIENCE.toNanos()) {
                throw new BenchmarkFailure("%,d of %,d events are handled, and no more for %d s"
                        .formatted(handled, wanted, PATIENCE.toSeconds()));
            }
            // looking takes at most a twentieth of the time
            LockSupport.parkNanos(Math.max(50_000_000, 20 * (now - asked)));
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchmarkFailure("cannot close a connection: " + e.getMessage(), e);
        }
    }
}
