package org.signalbox.engine.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.resource.ResourceException;
import jakarta.transaction.HeuristicCommitException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
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

    /** PostgreSQL's time limits for a transaction in which nothing is asked, and for one as a whole. */
    private static final List<String> CUT = List.of("25P03", "25P04");

    /** SQLSTATE classes that say the database could not work: connection, resources, shutdown, system; and the time limits. */
    private static final List<String> STATES =
            Stream.concat(Stream.of("08", "53", "57", "58"), CUT.stream()).toList();

    /** What a commit throws whose resource has failed meanwhile, so that nobody knows how it ended. */
    private static final List<Class<? extends Throwable>> UNDECIDED =
            List.of(HeuristicMixedException.class, HeuristicRollbackException.class, HeuristicCommitException.class);

    /** A resource that failed in the middle of something, or does not answer. */
    private static final List<Integer> RESOURCE_FAILURES =
            List.of(XAException.XAER_RMFAIL, XAException.XAER_RMERR, XAException.XA_RBCOMMFAIL, XAException.XA_HEURHAZ);

    /** H2's own codes for it, among many others of the same class: not found, in use, disk failure, broken, closed. */
    private static final List<String> H2_STATES =
            List.of("90013", "90020", "90028", "90031", "90067", "90098", "90121", "90135");

    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicLong lastAttempt = new AtomicLong(System.nanoTime());

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
     * <p>As long as the database is known to be away, one thread every half a second tries whether it is back; the others wait.
     * None waits for the end of another one's attempt, which may hang with its connection or wait for something else.
     */
    public <T> T outlast(Supplier<T> work) {
        readiness.await();
        int refused = 0;
        while (true) {
            if (away.get() && !mayAttempt()) {
                readiness.pause(BETWEEN_ATTEMPTS);
                continue;
            }
            try {
                T result = work.get();
                noteAnswer();
                return result;
            } catch (RuntimeException e) {
                if (!isBehind(e)) {
                    if (!(e instanceof Contended)) {
                        throw e;
                    }
                    noteAnswer();
                    refusals.meet(
                            ++refused,
                            times -> ApplicationLog.LOG.doesNotGetThrough(times, String.valueOf(e.getMessage())));
                    continue;
                }
                if (away.compareAndSet(false, true)) {
                    ApplicationLog.LOG.databaseAway(String.valueOf(e.getMessage()));
                }
                readiness.pause(BETWEEN_ATTEMPTS);
            }
        }
    }

    private boolean mayAttempt() {
        long last = lastAttempt.get();
        long now = System.nanoTime();
        return now - last >= BETWEEN_ATTEMPTS.toNanos() && lastAttempt.compareAndSet(last, now);
    }

    private void noteAnswer() {
        if (away.get() && away.compareAndSet(true, false)) {
            ApplicationLog.LOG.databaseBack();
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
                    || isUndecided(t)
                    || isEmptyRollback(t)
                    || Stream.of(t.getSuppressed()).anyMatch(Outage::isBehind);
        }
        return noConnection;
    }

    private static boolean isUndecided(Throwable t) {
        return UNDECIDED.stream().anyMatch(type -> type.isInstance(t))
                || (t instanceof XAException xa && RESOURCE_FAILURES.contains(xa.errorCode));
    }

    /** Rolled back at the commit, and nothing tells why: not by what was asked of the database, which would be told. */
    private static boolean isEmptyRollback(Throwable t) {
        return t instanceof RollbackException && t.getCause() == null && t.getSuppressed().length == 0;
    }

    /** Whether the database says that it ended a transaction because of a time limit. */
    public static boolean isIdleCut(Throwable e) {
        return Causes.of(e).stream()
                .flatMap(t ->
                        Stream.concat(Stream.of(t), Stream.of(t.getSuppressed()).flatMap(s -> Causes.of(s).stream())))
                .anyMatch(t -> t instanceof SQLException sql && CUT.contains(String.valueOf(sql.getSQLState())));
    }
}
