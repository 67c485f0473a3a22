package org.signalbox.database;

import java.sql.SQLException;
import java.util.List;
import org.jboss.jca.adapters.jdbc.spi.ExceptionSorter;

/**
 * Tells the pool which of PostgreSQL's errors have ended their connection. The pool then closes that connection, and those that are idle,
 * instead of giving it to the next thread.
 *
 * <p>IronJacamar's own class knows {@code 08006} only: a connection that the server has ended was given out again and again, until the
 * pool's validation found it after a second.
 */
public final class ConnectionEnded implements ExceptionSorter {

    /**
     * Beginnings of SQLSTATE: connection exceptions, ended by an administrator or at a crash, and ended for a time limit of
     * transactions (PostgreSQL's manual, appendix A).
     */
    private static final List<String> STATES = List.of("08", "57P", "25P03", "25P04");

    /** Made by WildFly. */
    public ConnectionEnded() {}

    @Override
    public boolean isExceptionFatal(SQLException e) {
        for (SQLException each = e; each != null; each = each.getNextException()) {
            String state = each.getSQLState();
            if (state != null && STATES.stream().anyMatch(state::startsWith)) {
                return true;
            }
        }
        return false;
    }
}
