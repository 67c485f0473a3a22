package org.signalbox.engine.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.signalbox.client.Unavailable;

/**
 * How consumers meet an outage of the database: in place, without giving the message back, for as long as it takes.
 *
 * <p>While all sessions of a consumer wait here, intake is paused; nothing is counted as a failed delivery, so nothing goes
 * to a dead-letter queue, and no later message of a group overtakes.
 */
@ApplicationScoped
public class Outage {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private final AtomicBoolean away = new AtomicBoolean();

    @Inject
    private Readiness readiness;

    /** Does the work, again and again while the database is away. The work must be idempotent. */
    public <T> T outlast(Supplier<T> work) {
        readiness.await();
        while (true) {
            try {
                T result = work.get();
                if (away.get() && away.compareAndSet(true, false)) {
                    ApplicationLog.LOG.databaseBack();
                }
                return result;
            } catch (Unavailable e) {
                if (away.compareAndSet(false, true)) {
                    ApplicationLog.LOG.databaseAway(String.valueOf(e.getMessage()));
                }
                readiness.pause(BETWEEN_ATTEMPTS);
            }
        }
    }

    /** Whether the last attempt of anyone found the database away. */
    public boolean isOn() {
        return away.get();
    }
}
