package org.signalbox.log;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Lets one line of each kind through in ten seconds that the broker writes when it refuses something to a client: AMQ224016, with a
 * stack trace, for each message of a client that does not wait for the answer, and AMQ332069 for each error of a STOMP client. Without the
 * filter any sender could fill the log. What the plugins refuse has a line of its own (SIGBOX0031, SIGBOX0628).
 */
public final class ClientErrorFilter implements Filter {

    private static final List<String> IDS = List.of("AMQ224016", "AMQ332069");
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoTime;

    /** When the next line may pass, for each of {@link #IDS}. */
    private final AtomicLongArray next = new AtomicLongArray(IDS.size());

    /** Made by WildFly. */
    public ClientErrorFilter() {
        this(System::nanoTime);
    }

    ClientErrorFilter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        for (int i = 0; i < IDS.size(); i++) {
            next.set(i, nanoTime.getAsLong());
        }
    }

    @Override
    public boolean isLoggable(LogRecord logged) {
        String message = logged.getMessage();
        for (int i = 0; i < IDS.size(); i++) {
            if (message != null && message.startsWith(IDS.get(i))) {
                return mayPass(i);
            }
        }
        return true;
    }

    private boolean mayPass(int id) {
        long now = nanoTime.getAsLong();
        long due = next.get(id);
        return now - due >= 0 && next.compareAndSet(id, due, now + PAUSE_NANOS);
    }
}
