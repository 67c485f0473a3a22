package org.signalbox.it.workflow;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.signalbox.activity.ActivityContext;

@ApplicationScoped
@SuppressWarnings("NullAway.Init")
class BookingsBean implements Bookings {

    @Resource(lookup = "java:jboss/datasources/SignalboxDS")
    private DataSource dataSource;

    @Inject
    private ActivityContext attempt;

    @Override
    public int book(String reference, String how) {
        Switches.called(reference);
        Switches.note(reference, attempt.id());
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into it_booking values (?, 'bookings', ?)")) {
            insert.setString(1, reference + " " + attempt.attempt() + " " + System.nanoTime());
            insert.setInt(2, attempt.attempt());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        if (how.equals("fail") && attempt.attempt() == 1) {
            throw new IllegalStateException("after the booking");
        }
        if (how.equals("hang") && attempt.attempt() == 1) {
            try {
                Switches.awaitOff(reference, Duration.ofSeconds(50));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return attempt.attempt();
    }
}
