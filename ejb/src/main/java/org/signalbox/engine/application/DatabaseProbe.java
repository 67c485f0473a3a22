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

    /** Whether it answers within seconds. */
    public boolean answers() {
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
