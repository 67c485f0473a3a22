package org.signalbox.engine.gate;

import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PessimisticLockException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.signalbox.core.turn.Causes;

/** What a transaction failed of although the database works. */
public final class Conflict {

    /**
     * Serialization failure, deadlock, lock not available; H2's lock time-out and its concurrent update.
     */
    private static final List<String> CONFLICTS = List.of("40000", "40001", "40P01", "55P03", "HYT00", "90131");

    private static final List<Class<? extends Throwable>> TYPES =
            List.of(OptimisticLockException.class, PessimisticLockException.class, LockTimeoutException.class);

    /** Waited for a lock, and gave up. */
    private static final List<String> LOCK_WAITS = List.of("55P03", "HYT00");

    /** Hibernate's, which a session throws that is not used by way of Jakarta Persistence. */
    private static final String STALE = "org.hibernate.StaleStateException";

    /** Data exceptions and violated constraints. */
    private static final List<String> DATA = List.of("22", "23");

    private Conflict() {}

    /**
     * Whether it failed because of other transactions, wherever that stands among the causes, and whoever threw it: repeated, it
     * may pass.
     */
    public static boolean isBehind(Throwable e) {
        return withSuppressed(e).anyMatch(Conflict::isOne);
    }

    /** Whether it failed because it waited for a lock for too long: repeated, it waits again. */
    static boolean isLockWait(Throwable e) {
        return hasState(e, LOCK_WAITS::contains);
    }

    /** Whether it failed because of the values it wanted to store: repeated, it will fail again. */
    static boolean isOfData(Throwable e) {
        return hasState(e, state -> DATA.stream().anyMatch(state::startsWith));
    }

    private static boolean hasState(Throwable e, Predicate<String> wanted) {
        return withSuppressed(e)
                .anyMatch(t ->
                        t instanceof SQLException sql && sql.getSQLState() != null && wanted.test(sql.getSQLState()));
    }

    private static boolean isOne(Throwable t) {
        return (t instanceof SQLException sql && CONFLICTS.contains(String.valueOf(sql.getSQLState())))
                || TYPES.stream().anyMatch(type -> type.isInstance(t))
                || isStale(t.getClass());
    }

    private static boolean isStale(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c.getName().equals(STALE)) {
                return true;
            }
        }
        return false;
    }

    /** A transaction that fails at its commit tells why in what it has suppressed. */
    private static Stream<Throwable> withSuppressed(Throwable e) {
        return Causes.of(e).stream()
                .flatMap(t ->
                        Stream.concat(Stream.of(t), Stream.of(t.getSuppressed()).flatMap(s -> Causes.of(s).stream())));
    }
}
