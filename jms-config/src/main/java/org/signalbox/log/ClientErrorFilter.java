package org.signalbox.log;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Lets one of the broker's lines AMQ224016 through in ten seconds. The broker writes such a line, with a stack trace, for each
 * message that it refuses to a client that does not wait for the answer; so any sender could fill the log. What is refused by Signalbox has a line
 * of its own (SIGBOX0031, SIGBOX0628).
 */
public final class ClientErrorFilter implements Filter {

    private static final String CAUGHT_EXCEPTION = "AMQ224016";
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoTime;
    private final AtomicLong next;

    /** Made by WildFly. */
    public ClientErrorFilter() {
        this(System::nanoTime);
    }

    ClientErrorFilter(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.next = new AtomicLong(nanoTime.getAsLong());
    }

    @Override
    public boolean isLoggable(LogRecord logged) {
        String message = logged.getMessage();
        if (message == null || !message.startsWith(CAUGHT_EXCEPTION)) {
            return true;
        }
        long now = nanoTime.getAsLong();
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + PAUSE_NANOS);
    }
}
