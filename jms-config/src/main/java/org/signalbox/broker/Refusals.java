package org.signalbox.broker;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.logging.Logger;

/** Logs what the broker has refused to a client: one line in ten seconds, so that the client can't fill the log. */
final class Refusals {

    private static final Logger LOG = Logger.getLogger("org.signalbox.broker");
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final String id;
    private final LongSupplier nanos;
    private final Consumer<String> log;
    private long last;
    private long untold;
    private boolean isFirst = true;

    /** @param id of the log line */
    Refusals(String id) {
        this(id, System::nanoTime, LOG::warning);
    }

    Refusals(String id, LongSupplier nanos, Consumer<String> log) {
        this.id = id;
        this.nanos = nanos;
        this.log = log;
    }

    synchronized void tell(String what) {
        long now = nanos.getAsLong();
        if (!isFirst && now - last < PAUSE_NANOS) {
            untold++;
            return;
        }
        log.accept(id + ": " + what + (untold == 0 ? "" : ". " + untold + " more since the last such line"));
        isFirst = false;
        last = now;
        untold = 0;
    }
}
