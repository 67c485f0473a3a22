package org.signalbox.engine.worker;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * The time after which PostgreSQL ends a connection on which nothing is asked within a transaction, such as that of a server that
 * is frozen. It must be longer than an activity's code may take; and such a transaction may wait for locks longer than others.
 */
@ApplicationScoped
public class IdleLimit {

    private static final String EXTEND = "select set_config('idle_in_transaction_session_timeout', ?, true),"
            + " set_config('lock_timeout', '10s', true)";

    /** The transaction's own time limit comes first. */
    private static final Duration LATER = Duration.ofSeconds(15);

    @Resource(lookup = "java:jboss/datasources/SignalboxDS")
    private DataSource dataSource;

    /**
     * For the present transaction only; one more statement.
     *
     * @param seconds that the transaction may take
     */
    void extendTo(int seconds) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
                return;
            }
            try (PreparedStatement statement = connection.prepareStatement(EXTEND)) {
                statement.setString(1, Duration.ofSeconds(seconds).plus(LATER).toSeconds() + "s");
                statement.executeQuery().close();
            }
        }
    }
}
