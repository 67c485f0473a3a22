package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.it.crash.Rig.eventually;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suspended and resumed by its administrator, as before maintenance; the broker goes on taking signals. */
class SuspendAndResumeTest {

    private static final Duration RHYTHM = Duration.ofSeconds(2);

    @Test
    void what_comes_or_is_due_while_the_server_is_suspended_waits_and_is_handled_once(@TempDir Path directory)
            throws Exception {
        try (Rig rig = Rig.postgreSql(directory)) {
            rig.postgres().start();
            rig.server().start();
            try (Load load = new Load(rig.server(), 2, 20, 2)) {
                rig.post().send(List.of(SuspendAndResumeTest::metronome));
                eventually().until(() -> count(rig, "name = 'beat'") > 1);

                assertThat(rig.administer(":suspend(suspend-timeout=30)")).contains("success");
                long handled = count(rig, "handled_at is not null");
                int sent = load.count();
                Instant missed = Instant.now().plus(RHYTHM.multipliedBy(4));
                eventually().until(() -> Instant.now().isAfter(missed) && load.count() > sent + 100);
                assertThat(count(rig, "handled_at is not null"))
                        .as("handled before and during the suspension")
                        .isEqualTo(handled);

                assertThat(rig.administer(":resume")).contains("success");
                long beats = count(rig, "name = 'beat'");
                eventually().until(() -> count(rig, "name = 'beat'") > beats + 2);
                List<Sent> all = load.end();
                rig.settle(all);
                assertThat(rig.faults(all)).containsExactly("signals that nobody sent: 1");
            }
            assertThat(pauses(rig))
                    .as("seconds between beats: one long pause, and what it missed is not made up for")
                    .filteredOn(seconds -> seconds > RHYTHM.multipliedBy(4).toSeconds())
                    .hasSize(1);
            assertThat(pauses(rig)).filteredOn(seconds -> seconds < 0.5).hasSizeLessThan(2);
            assertThat(rig.deadLetters()).isEmpty();
        }
    }

    private static long count(Rig rig, String which) throws Exception {
        try (Connection connection = rig.open()) {
            return new Checker(connection).number("select count(*) from journal where " + which);
        }
    }

    private static List<Double> pauses(Rig rig) throws Exception {
        try (Connection connection = rig.open()) {
            return new Checker(connection)
                            .texts("select extract(epoch from handled_at - lag(handled_at) over (order by sequence))"
                                    + " from journal where name = 'beat' order by sequence offset 1")
                            .stream()
                            .map(Double::valueOf)
                            .toList();
        }
    }

    private static Message metronome(Session session) throws JMSException {
        Message message = session.createTextMessage();
        message.setStringProperty("workflowId", "metronome-1");
        message.setStringProperty("JMSXGroupID", "metronome-1");
        message.setStringProperty("workflowType", "metronome");
        message.setStringProperty("signal", "begin");
        return message;
    }
}
