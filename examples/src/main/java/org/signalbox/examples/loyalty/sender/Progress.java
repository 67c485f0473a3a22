package org.signalbox.examples.loyalty.sender;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** The lines a person watches: at most one per second of the sort that only counts. */
class Progress {

    private static final Duration PACE = Duration.ofSeconds(1);

    private final PrintStream out;
    private final InstantSource clock;
    private Instant nextLine = Instant.MIN;

    Progress(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    void sent(int purchases, int of) {
        count("sent", purchases, of);
    }

    void handled(int purchases, int of) {
        count("handled", purchases, of);
    }

    void notice(String line) {
        out.println(line);
        out.flush();
    }

    private void count(String what, int purchases, int of) {
        Instant now = clock.instant();
        if (purchases == of || !now.isBefore(nextLine)) {
            nextLine = now.plus(PACE);
            notice(String.format(Locale.ROOT, "%s %,d of %,d", what, purchases, of));
        }
    }
}
