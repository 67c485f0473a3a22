package org.signalbox.benchmark;

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
        database.expectInstances(ledger.prefix(), "RUNNING", ledger.instances());
        database.checkpoint();
        Footprint with = Footprint.ofRestarted(server);
        int woken = Math.min(WOKEN, ledger.instances());
        load.visit(woken, 1);
        database.expectInstances(ledger.prefix(), "COMPLETED", woken);
        database.expectInstances(ledger.prefix(), "RUNNING", ledger.instances() - woken);

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
}
