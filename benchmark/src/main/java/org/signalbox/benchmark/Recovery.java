package org.signalbox.benchmark;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.signalbox.server.ServerProcess;

/** How long it takes from the death of the server until signals are handled again, when much waits and much is queued. */
final class Recovery {
    /** How many of those that wait are woken in the end, to see that they do. */
    private static final int WOKEN = 100;

    private final PostgreSql database;
    private final ServerProcess server;
    private final Load load;
    private final Ledger ledger;

    /** @param load on the instances of the ledger */
    Recovery(PostgreSql database, ServerProcess server, Load load, Ledger ledger) {
        this.database = database;
        this.server = server;
        this.load = load;
        this.ledger = ledger;
    }

    /**
     * Fills the queue, kills the server and starts it again.
     *
     * @param queued how many signals are in the queue then
     * @param waiting instances that wait for their second signal
     */
    void measure(Report report, int queued, Load waiting, Ledger patients) {
        load.start();
        load.live(queued, Recording.none());
        load.pile(queued);
        try (Observer observer = new Observer(database, ledger.prefix())) {
            long handledBefore = observer.handled();
            OffsetDateTime since = OffsetDateTime.now(ZoneOffset.UTC);
            long killed = System.nanoTime();
            server.kill();
            server.start();
            long ready = System.nanoTime();
            long last = observer.await(handledBefore + queued);
            long first = observer.firstSince(since);
            String with =
                    "%,d instances that wait and %,d signals in the queue".formatted(patients.instances(), queued);
            report.add(Figure.of(
                            "recovery.first",
                            "kill -9 → first signal handled, with " + with,
                            (first - killed) / 1e9,
                            "s")
                    .against(new Target.AtMost(30, 30)));
            report.add(Figure.of("recovery.ready", "kill -9 → ready", (ready - killed) / 1e9, "s"));
            report.add(Figure.of("recovery.last", "kill -9 → all of the queue handled", (last - killed) / 1e9, "s"));
        }
        int woken = Math.min(WOKEN, patients.instances());
        waiting.visit(woken, 1);
        database.expectInstances(patients.prefix(), "COMPLETED", woken);
    }
}
