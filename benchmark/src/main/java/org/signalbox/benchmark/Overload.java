package org.signalbox.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import org.signalbox.server.ServerProcess;

/** What becomes of a server when senders are faster than it for minutes, and how it is afterwards. */
final class Overload {
    /** How much faster than the server. */
    private static final double FASTER = 1.5;

    private static final double CALM_PER_SECOND = 200;
    private static final Duration CALM = Duration.ofSeconds(30);

    private final Load load;
    private final ServerProcess server;
    private final Path pages;

    /** @param pages where the server's broker puts messages that have no place in its memory */
    Overload(Load load, ServerProcess server, Path pages) {
        this.load = load;
        this.server = server;
        this.pages = pages;
    }

    /**
     * Sends too much for that long, waits until all is handled, and compares the time after it with the time before.
     *
     * @param warmUp signals before
     * @param signals for the rates that are compared with
     */
    void measure(Report report, int warmUp, int signals, Duration time) {
        load.start();
        if (warmUp > 0) {
            load.live(warmUp, Recording.none());
        }
        Percentiles before = load.paced(CALM_PER_SECOND, CALM).times();
        double normal = load.live(signals, Recording.none()).handled();
        int all = (int) (FASTER * normal * time.toSeconds());
        Load.Flood flood;
        long heap;
        long paged;
        try (Gauge gauge = new Gauge(server, pages)) {
            flood = load.flood(all, FASTER * normal);
            heap = gauge.heap();
            paged = gauge.paged();
        }
        double again = load.live(signals, Recording.none()).handled();
        Percentiles after = load.paced(CALM_PER_SECOND, CALM).times();

        report.add(Figure.of("overload.normal", "handled live before", normal, "/s"));
        report.add(Figure.of("overload.sent", "accepted, of %,d signals".formatted(all), flood.accepted(), "/s"));
        report.add(Figure.of("overload.meanwhile", "handled while senders sent too much", flood.meanwhile(), "/s"));
        report.add(Figure.of("overload.drained", "handled from then on, until all were", flood.drained(), "/s"));
        report.add(Figure.of("overload.speed", "handled from then on : before", flood.drained() / normal, "")
                .against(new Target.AtLeast(0.8, 0.9)));
        report.add(Figure.of("overload.after", "handled live afterwards : before", again / normal, "")
                .against(new Target.AtLeast(0.8, 0.9)));
        report.add(Figure.of("overload.heap", "heap in use at most, garbage included", heap / 1e6, "MB"));
        report.add(Figure.of("overload.paged", "messages on disk instead of in memory, at most", paged / 1e6, "MB"));
        for (int percent : new int[] {50, 99}) {
            add(report, "before." + percent, "p" + percent + " at 200/s before", before.of(percent));
            add(report, "after." + percent, "p" + percent + " at 200/s afterwards", after.of(percent));
        }
    }

    private static void add(Report report, String key, String what, long nanos) {
        report.add(Figure.of("overload." + key, "accepted → handled, " + what, nanos / 1e6, "ms"));
    }
}
