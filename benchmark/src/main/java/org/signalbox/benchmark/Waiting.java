package org.signalbox.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.signalbox.server.ServerProcess;

/**
 * Whether instances whose handlers wait cost a server anything: its start, threads and heap with none of them and with many, and
 * that those of them who then get what they wait for go on.
 */
final class Waiting {
    /** How many are woken in the end. */
    private static final int WOKEN = 1000;

    private final PostgreSql database;
    private final ServerProcess server;
    private final Load load;
    private final Ledger ledger;

    /** @param ledger of the workflow {@code patient}, whose instances end with their second signal */
    Waiting(PostgreSql database, ServerProcess server, Load load, Ledger ledger) {
        this.database = database;
        this.server = server;
        this.load = load;
        this.ledger = ledger;
    }

    /** Starts them, and restarts the server before and after. */
    void measure(Report report) {
        Footprint without = Footprint.ofRestarted(server);
        load.start();
        expect("RUNNING", ledger.instances());
        database.checkpoint();
        Footprint with = Footprint.ofRestarted(server);
        int woken = Math.min(WOKEN, ledger.instances());
        load.visit(woken, 1);
        expect("COMPLETED", woken);
        expect("RUNNING", ledger.instances() - woken);

        String many = "%,d waiting instances".formatted(ledger.instances());
        add(report, "start", "start of the server, %s", "s", many, without.start() / 1e9, with.start() / 1e9);
        add(report, "threads", "threads of the server, %s", "", many, without.threads(), with.threads());
        add(report, "heap", "heap after a collection, %s", "MB", many, without.heap() / 1e6, with.heap() / 1e6);
        report.add(Figure.of(
                        "waiting.start.ratio",
                        "start of the server, " + many + " : none",
                        (double) with.start() / without.start(),
                        "")
                .against(new Target.AtMost(1.1, 1.0)));
    }

    private static void add(
            Report report, String key, String what, String unit, String many, double without, double with) {
        report.add(Figure.of("waiting." + key + ".none", what.formatted("none"), without, unit));
        report.add(Figure.of("waiting." + key + ".many", what.formatted(many), with, unit));
    }

    private void expect(String status, int wanted) {
        try (Connection connection = database.connect();
                PreparedStatement count = connection.prepareStatement(
                        "select count(*) from instance where workflow_id like ? and status = ?")) {
            count.setString(1, ledger.prefix() + "%");
            count.setString(2, status);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                if (row.getInt(1) != wanted) {
                    throw new BenchmarkFailure(
                            "%,d instances are %s, not %,d".formatted(row.getInt(1), status, wanted));
                }
            }
        } catch (SQLException e) {
            throw new BenchmarkFailure("cannot count the instances: " + e.getMessage(), e);
        }
    }
}
