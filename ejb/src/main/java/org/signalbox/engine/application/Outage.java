package org.signalbox.engine.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.resource.ResourceException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.signalbox.core.catalog.Backoff;
import org.signalbox.core.turn.AuthorFailure;
import org.signalbox.core.turn.Causes;

/**
 * How consumers meet an outage of the database: in place, without giving the message back, for as long as it takes.
 *
 * <p>While all sessions of a consumer wait here, intake is paused; nothing is counted as a failed delivery, so nothing goes
 * to a dead-letter queue, and no later message of a group overtakes.
 */
@ApplicationScoped
public class Outage {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    /** For what other transactions are in the way of. */
    private static final Backoff PAUSES = new Backoff(BETWEEN_ATTEMPTS, 2, Duration.ofSeconds(10));

    /** SQLSTATE classes that say the database could not work: connection, resources, shutdown, system. */
    private static final List<String> STATES = List.of("08", "53", "57", "58");

    /** H2's own codes for it, among many others of the same class: not found, in use, disk failure, broken, closed. */
    private static final List<String> H2_STATES =
            List.of("90013", "90020", "90028", "90031", "90067", "90098", "90121", "90135");

    private final AtomicBoolean away = new AtomicBoolean();
    private final Semaphore probe = new Semaphore(1);

    private Readiness readiness;
    private Repetition refusals;

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected Outage() {}

    @Inject
    Outage(Readiness readiness) {
        this.readiness = readiness;
        this.refusals = new Repetition(readiness, PAUSES);
    }

    /**
     * Does the work, again and again while the database is away or other transactions are in the way. The work must be
     * idempotent; any other failure of it is thrown.
     *
     * <p>As long as the database is known to be away, one thread at a time tries whether it is back; the others wait for it.
     */
    public <T> T outlast(Supplier<T> work) {
        readiness.await();
        int refused = 0;
        while (true) {
            boolean probing = away.get();
            if (probing && !probe.tryAcquire()) {
                readiness.pause(BETWEEN_ATTEMPTS);
                continue;
            }
            try {
                T result = work.get();
                if (away.get() && away.compareAndSet(true, false)) {
                    ApplicationLog.LOG.databaseBack();
                }
                return result;
            } catch (RuntimeException e) {
                if (!isBehind(e)) {
                    if (!(e instanceof Contended)) {
                        throw e;
                    }
                    refusals.meet(++refused, times -> ApplicationLog.LOG.doesNotGetThrough(times, e));
                    continue;
                }
                if (away.compareAndSet(false, true)) {
                    ApplicationLog.LOG.databaseAway(String.valueOf(e.getMessage()));
                }
                readiness.pause(BETWEEN_ATTEMPTS);
            } finally {
                if (probing) {
                    probe.release();
                }
            }
        }
    }

    /**
     * Whether something failed because the database is away, and not because of what it was asked. A transaction that fails at
     * its commit tells why in what it has suppressed.
     */
    public static boolean isBehind(Throwable e) {
        boolean noConnection = false;
        for (Throwable t : Causes.of(e)) {
            if (t instanceof AuthorFailure) {
                return false;
            }
            if (t instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return STATES.stream().anyMatch(state::startsWith) || H2_STATES.contains(state);
            }
            noConnection |= t instanceof SQLException
                    || t instanceof ResourceException
                    || Stream.of(t.getSuppressed()).anyMatch(Outage::isBehind);
        }
        return noConnection;
    }
}
