package org.signalbox.engine.gate;

import java.sql.SQLException;
import java.util.List;

/** What SQLSTATE says of a transaction that failed although the database works. */
final class Conflict {

    /** Serialization failure, deadlock; lock not available; H2's lock time-out. */
    private static final List<String> CONFLICTS = List.of("40", "55", "HYT00");

    /** Data exceptions and violated constraints. */
    private static final List<String> DATA = List.of("22", "23");

    private Conflict() {}

    /** Whether it failed because of other transactions: repeated, it may pass. */
    static boolean isBehind(Throwable e) {
        return has(CONFLICTS, e);
    }

    /** Whether it failed because of the values it wanted to store: repeated, it will fail again. */
    static boolean isOfData(Throwable e) {
        return has(DATA, e);
    }

    private static boolean has(List<String> classes, Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql && sql.getSQLState() != null) {
                return classes.stream().anyMatch(sql.getSQLState()::startsWith);
            }
        }
        return false;
    }
}
