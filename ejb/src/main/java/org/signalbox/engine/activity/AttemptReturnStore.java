package org.signalbox.engine.activity;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import javax.sql.DataSource;
import org.signalbox.core.activity.Attempt;

/**
 * Takes back that an attempt was begun, because the server that carried it out is being stopped: another one begins at once, and has
 * its number.
 *
 * <p>By a single statement, and not by a bean with transactions: such beans may have been stopped already. It changes nothing if the
 * attempt is not the running one any more.
 */
@ApplicationScoped
public class AttemptReturnStore {

    private static final String SQL = "update activity set state = 'SCHEDULED', attempt = attempt - 1, sent = 0,"
            + " outside = false, wake_at = ? where workflow_id = ? and sequence = ? and ordinal = ?"
            + " and state = 'RUNNING' and attempt = ?";

    @Resource(lookup = "java:jboss/datasources/SignalboxDS")
    private DataSource dataSource;

    @Inject
    private Clock clock;

    public void giveBack(Attempt attempt) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setTimestamp(1, Timestamp.from(clock.instant()));
            statement.setString(2, attempt.key().workflowId().value());
            statement.setLong(3, attempt.key().sequence());
            statement.setInt(4, attempt.key().ordinal());
            statement.setInt(5, attempt.number());
            statement.executeUpdate();
        }
    }
}
