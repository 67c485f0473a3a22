package org.signalbox.http;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What the filter tells the operator. The lines are bounded, so that nobody fills the log from outside. */
final class GuardLog {

    private static final Logger SERVER = Logger.getLogger("org.signalbox.http");
    private static final Logger AUDIT = Logger.getLogger("org.signalbox.audit");

    private static final long SLOW_PAUSE = TimeUnit.MINUTES.toNanos(1);
    private static final int FAILURES_PER_SECOND = 50;

    private final LongSupplier nanoTime;
    private long slowClosed;
    private long slowTold;
    private boolean toldOnce;
    private long second = Long.MIN_VALUE;
    private int inSecond;
    private long untold;

    GuardLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A connection was closed because its client is slow. Told once a minute. */
    synchronized void slow(HttpServerExchange exchange) {
        slowClosed++;
        long now = nanoTime.getAsLong();
        if (!toldOnce || now - slowTold > SLOW_PAUSE) {
            toldOnce = true;
            slowTold = now;
            SERVER.log(
                    Level.WARNING,
                    "SIGBOX0620: Closed {0} connections whose clients sent or read too slowly; the last from {1}, {2} {3}",
                    new Object[] {slowClosed, address(exchange), exchange.getRequestMethod(), exchange.getRequestPath()
                    });
        }
    }

    /** @param failures of this user from this address, one after the other */
    void failed(FailedLogIns.Attempt attempt, String path, int failures, long pauseSeconds) {
        if (mayTell()) {
            AUDIT.log(
                    Level.WARNING,
                    "SIGBOX0621: Log-in of user ''{0}'' from {1} failed at {2} (failure {3}){4}",
                    new Object[] {
                        attempt.user(),
                        attempt.address(),
                        path,
                        failures,
                        pauseSeconds == 0
                                ? ""
                                : "; further log-ins of this user from this address are refused for " + pauseSeconds
                                        + " s"
                    });
        }
    }

    private synchronized boolean mayTell() {
        long now = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong());
        if (now != second) {
            if (untold > 0) {
                AUDIT.log(Level.WARNING, "SIGBOX0622: {0} more failed log-ins were not logged one by one", untold);
            }
            second = now;
            inSecond = 0;
            untold = 0;
        }
        if (inSecond < FAILURES_PER_SECOND) {
            inSecond++;
            return true;
        }
        untold++;
        return false;
    }

    private static String address(HttpServerExchange exchange) {
        return exchange.getSourceAddress() == null
                ? "unknown"
                : exchange.getSourceAddress().getHostString();
    }
}
