package org.signalbox.engine.application;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Asks the database a trivial question: whether it works, whatever else has failed. */
@ApplicationScoped
public class DatabaseProbe {

    private static final int SECONDS = 5;

    @Resource(lookup = "java:jboss/datasources/SignalboxDS")
    private DataSource dataSource;

    /** So many connections of the pool may be gone, without a sign of it, although the database works. */
    private static final int MOST_STALE = 3;

    /** Whether it answers within seconds. */
    public boolean answers() {
        for (int tries = 0; tries < MOST_STALE; tries++) {
            if (answersOnce()) {
                return true;
            }
        }
        return false;
    }

    private boolean answersOnce() {
        try {
            return ask();
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }

    /** @throws SQLException why it does not answer */
    public boolean ask() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(SECONDS);
            return statement.execute("select 1");
        }
    }
}
