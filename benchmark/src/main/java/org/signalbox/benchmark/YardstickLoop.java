package org.signalbox.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;

/**
 * One connection of the yardstick. The instances are divided among the connections, so none waits for another's lock
 * and each knows the next sequence without asking: no engine could do with less.
 *
 * @param together where all connections meet when they are ready, to begin at once
 */
record YardstickLoop(
        PostgreSql database, String schema, Sender.Share share, int senders, CyclicBarrier together, Duration time)
        implements Callable<Long> {

    /** @return the number of commits */
    @Override
    public Long call() throws SQLException, InterruptedException, BrokenBarrierException {
        long[] sequences = new long[share.size()];
        SplittableRandom random = new SplittableRandom(share.first());
        long commits = 0;
        try (Connection connection = database.connect();
                PreparedStatement known = connection.prepareStatement(
                        "select sequence from " + schema + ".instance where workflow_id = ?");
                PreparedStatement insert = connection.prepareStatement("insert into " + schema
                        + ".journal (workflow_id, sequence, run, kind, name, signal_id, payload, state, accepted_at,"
                        + " handled_at) values (?, ?, 1, 'SIGNAL', 'count', ?, ?, 'HANDLED', ?, ?)");
                PreparedStatement update = connection.prepareStatement("update " + schema
                        + ".instance set sequence = ?, state = ?, updated_at = ? where workflow_id = ?")) {
            for (int i = 0; i < sequences.length; i++) {
                known.setString(1, id(i));
                try (var row = known.executeQuery()) {
                    row.next();
                    sequences[i] = row.getLong(1);
                }
            }
            connection.setAutoCommit(false);
            together.await();
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                int i = random.nextInt(sequences.length);
                long sequence = ++sequences[i];
                OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
                insert.setString(1, id(i));
                insert.setLong(2, sequence);
                insert.setString(3, "ID:" + UUID.randomUUID());
                insert.setString(4, "{\"sender\":" + sequence % senders + ",\"number\":" + sequence / senders + "}");
                insert.setObject(5, now);
                insert.setObject(6, now);
                insert.executeUpdate();
                update.setLong(1, sequence);
                update.setString(2, state(sequence));
                update.setObject(3, now);
                update.setString(4, id(i));
                update.executeUpdate();
                connection.commit();
                commits++;
            }
        }
        return commits;
    }

    private String id(int index) {
        return "bench-yardstick-" + share.at(index);
    }

    /** As long as what the workflow leaves. */
    private String state(long sequence) {
        StringBuilder text = new StringBuilder("{\"handled\":").append(sequence).append(",\"violations\":0,\"last\":{");
        for (int n = 0; n < senders; n++) {
            text.append(n == 0 ? "\"" : ",\"").append(n).append("\":").append(sequence / senders);
        }
        return text.append("}}").toString();
    }
}
