package org.signalbox.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Whether a signal costs more when very many signal ids are remembered, and while they are being forgotten. What a repetition is known
 * by is the journal, so it gets events that were never sent: copies of each instance's last one, a year old, with random ids.
 */
final class Ids {
    private static final int ROUNDS = 2;

    /** Rows of one instance that lie together in the table; signals of many instances come mixed. */
    private static final int TOGETHER = 20;

    private final PostgreSql database;
    private final QueueSwitch queue;
    private final Load load;
    private final Ledger ledger;

    Ids(PostgreSql database, QueueSwitch queue, Load load, Ledger ledger) {
        this.database = database;
        this.queue = queue;
        this.load = load;
        this.ledger = ledger;
    }

    /**
     * Measures with few, with many, and while those are forgotten.
     *
     * @param ids how many, over all instances
     * @param warmUp signals before each measurement
     * @param signals per round
     */
    void measure(Report report, int ids, int warmUp, int signals) {
        load.start();
        double few = costAfter(warmUp, signals);
        long before = System.nanoTime();
        int made = fill(ids / ledger.instances());
        String many = "%,d remembered ids".formatted(made);
        Figure filled = Figure.of("ids.filled", "making " + many, (System.nanoTime() - before) / 1e9, "s");
        double full = costAfter(warmUp, signals);
        queue.property("signalbox.journal.kept", "P180D");
        Await.until(() -> forgotten() > 0, Duration.ofMillis(200), Duration.ofMinutes(3));
        long gone = forgotten();
        long since = System.nanoTime();
        double cleaning = costAfter(0, signals);
        double pace = (forgotten() - gone) * 1e9 / (System.nanoTime() - since);
        report.add(filled);
        report.add(Figure.of("ids.few", "handled from a backlog, few remembered ids", 1 / few, "/s"));
        report.add(Figure.of("ids.many", "handled from a backlog, " + many, 1 / full, "/s"));
        report.add(Figure.of("ids.ratio", "cost of a signal with " + many + " : with few", full / few, "")
                .against(new Target.AtMost(1.1, 1.0)));
        report.add(Figure.of("ids.cleaning", "handled from a backlog while they are forgotten", 1 / cleaning, "/s")
                .noting("%,.0f forgotten per second, sending included".formatted(pace)));
        report.add(Figure.of(
                "ids.cleaning.ratio", "cost of a signal while they are forgotten : before", cleaning / full, ""));
    }

    /** Seconds per signal. */
    private double costAfter(int warmUp, int signals) {
        if (warmUp > 0) {
            load.live(warmUp, Recording.none());
        }
        double cost = 0;
        for (int round = 0; round < ROUNDS; round++) {
            cost += 1 / load.backlog(signals, Recording.none()).handled() / ROUNDS;
        }
        return cost;
    }

    /** Without its keys meanwhile, which takes a fraction of the time; nothing is sent, so nothing is looked up by them. */
    private int fill(int each) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set synchronous_commit = off");
            statement.execute("set maintenance_work_mem = '512MB'");
            statement.execute("create temporary table last_event as select j.* from instance i join journal j"
                    + " on j.workflow_id = i.workflow_id and j.sequence = i.sequence where i.workflow_id like '"
                    + ledger.prefix() + "%'");
            statement.execute("alter table journal drop constraint journal_signal, drop constraint journal_pkey");
            int made = events(connection, each);
            statement.execute("alter table journal add primary key (workflow_id, sequence)");
            statement.execute("alter table journal add constraint journal_signal unique (workflow_id, signal_id)");
            statement.executeUpdate("update instance set sequence = sequence + " + each + " where workflow_id like '"
                    + ledger.prefix() + "%'");
            statement.execute("vacuum analyze journal");
            return made;
        } catch (SQLException e) {
            throw new BenchmarkFailure("cannot make remembered ids: " + e.getMessage(), e);
        }
    }

    private static int events(Connection connection, int each) throws SQLException {
        int made = 0;
        try (PreparedStatement events = connection.prepareStatement("insert into journal (workflow_id, sequence, run,"
                + " kind, name, signal_id, activity, payload, state, decided, accepted_at, handled_at)"
                + " select workflow_id, sequence + n, run, kind, name, gen_random_uuid()::text, activity, payload, state,"
                + " decided, accepted_at - interval '1 year', handled_at - interval '1 year'"
                + " from last_event, generate_series(?, ?) n")) {
            for (int from = 1; from <= each; from += TOGETHER) {
                events.setInt(1, from);
                events.setInt(2, Math.min(each, from + TOGETHER - 1));
                made += events.executeUpdate();
            }
        }
        return made;
    }

    private long forgotten() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select coalesce(sum(events), 0) from forgotten")) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new BenchmarkFailure("cannot count what is forgotten: " + e.getMessage(), e);
        }
    }
}
