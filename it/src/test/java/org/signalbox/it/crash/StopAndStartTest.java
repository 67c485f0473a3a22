package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.it.crash.Rig.eventually;

import jakarta.jms.Message;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stopped in good order and started again, on the embedded database. */
class StopAndStartTest {

    private static final Duration RHYTHM = Duration.ofSeconds(2);

    /** As {@code Chores} has it. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(8);

    @Test
    void a_second_start_keeps_all_data_and_catches_up_once_on_timers_that_came_due_meanwhile(@TempDir Path directory)
            throws Exception {
        try (Rig rig = Rig.h2(directory)) {
            rig.server().start();
            List<Sent> sent;
            try (Load load = new Load(rig.server(), 2, 20, 2)) {
                rig.post().send(List.of(metronome("begin")));
                eventually().until(load::count, n -> n > 600);
                rig.post().send(List.of(metronome("ring")));
                eventually().until(() -> rig.query("metronome-1", "asked") == 1);
                rig.server().stop();
                Instant longEnough = Instant.now().plus(RHYTHM.multipliedBy(3));
                long beats = count(rig, "beat");
                eventually().until(() -> Instant.now().isAfter(longEnough));
                rig.server().start();
                sent = load.end();
                assertThat(rig.server().foundData())
                        .as("the first start found no data")
                        .isFalse();
                eventually().until(() -> rig.query("metronome-1", "rings") > 0);
                eventually().until(() -> rig.query("metronome-1", "beats") > beats + 2);
                rig.server().stop();
                check(rig, beats);
            }
            rig.server().start();
            // what the first lives left unfinished, such as attempts cut off by the stop, is settled in this one
            eventually().until(() -> stoppedAndSettled(rig, sent));
            List<String> faults = rig.faults(sent).stream()
                    .filter(fault -> !fault.contains("nobody sent: 2"))
                    .toList();
            assertThat(faults).isEmpty();
        }
    }

    /**
     * The file can be read only while no server has it open, and a server must live longer than an attempt may last, or every
     * stop cuts off the attempts that the stop before had cut off.
     */
    private static boolean stoppedAndSettled(Rig rig, List<Sent> sent) throws Exception {
        Instant overdue = Instant.now().plus(LONGEST_ATTEMPT.multipliedBy(2));
        eventually().until(() -> Instant.now().isAfter(overdue));
        rig.server().stop();
        try (Connection connection = rig.open()) {
            if (new Checker(connection).account(sent).isSettled()) {
                return true;
            }
        }
        rig.server().start();
        return false;
    }

    private static void check(Rig rig, long beatsBefore) throws Exception {
        assertThat(count(rig, "ring")).as("rings").isOne();
        List<Instant> times = beats(rig);
        assertThat(times.size()).as("beats").isGreaterThan((int) beatsBefore + 1);
        Instant first = times.get((int) beatsBefore);
        Instant second = times.get((int) beatsBefore + 1);
        assertThat(Duration.between(first, second))
                .as("a late beat is followed by the next one of the rhythm, not by all that were missed")
                .isLessThanOrEqualTo(RHYTHM.plusSeconds(1));
        try (Connection connection = rig.open()) {
            Checker checker = new Checker(connection);
            List<String> phases = checker.texts("select cast(mod(round(extract(epoch from t.due_at) * 1000)"
                    + " - round(extract(epoch from i.started_at) * 1000), 2000) as integer)"
                    + " from timer t join instance i on i.workflow_id = t.workflow_id where t.name = 'beat'");
            assertThat(phases).as("distance from the rhythm in ms").containsExactly("0");
        }
    }

    private static List<Instant> beats(Rig rig) throws Exception {
        try (Connection connection = rig.open()) {
            return new Checker(connection)
                            .texts("select cast(round(extract(epoch from handled_at) * 1000) as bigint) from journal"
                                    + " where workflow_id = 'metronome-1' and name = 'beat' order by sequence")
                            .stream()
                            .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
                            .toList();
        }
    }

    private static long count(Rig rig, String timer) throws Exception {
        try (Connection connection = rig.open()) {
            return new Checker(connection)
                    .number("select count(*) from journal where kind = 'TIMER' and state = 'HANDLED' and name = '"
                            + timer + "'");
        }
    }

    private static Post.Writing metronome(String signal) {
        return session -> {
            Message message = session.createTextMessage();
            message.setStringProperty("workflowId", "metronome-1");
            message.setStringProperty("JMSXGroupID", "metronome-1");
            message.setStringProperty("workflowType", "metronome");
            message.setStringProperty("signal", signal);
            return message;
        };
    }
}
