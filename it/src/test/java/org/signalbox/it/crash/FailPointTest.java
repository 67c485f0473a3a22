package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.server.ServerFailure;

/**
 * The server dies at one chosen place of the engine's code after the other; each life meets what the death before it left.
 * {@code -Dsignalbox.crash.points=all} takes all places, else only those without which most others mean little.
 */
class FailPointTest {

    private static final int BY_BYTEMAN = 255;

    private static final boolean ALL =
            System.getProperty("signalbox.crash.points", "").equals("all");

    private static final List<FailPoint> POINTS = ALL
            ? List.of(FailPoint.values())
            : List.of(
                    FailPoint.BEFORE_THE_COMMIT_OF_TURNS,
                    FailPoint.AFTER_THE_COMMIT_OF_TURNS,
                    FailPoint.BEFORE_A_SIGNAL_IS_ACKNOWLEDGED,
                    FailPoint.BEFORE_AN_ATTEMPT_IS_ACKNOWLEDGED,
                    FailPoint.AFTER_MAIL_WAS_BROUGHT);

    private final List<Task> tasks = new ArrayList<>();

    @Test
    void everything_happens_once_wherever_the_server_dies(@TempDir Path directory) throws Exception {
        Path script = directory.resolve("fail-point.btm");
        try (Rig rig = Rig.postgreSql(directory, FailPoint.agent(script))) {
            rig.postgres().start();
            Optional<Flashes> flashes = ALL ? Optional.of(prepare(rig, script)) : Optional.empty();
            for (FailPoint point : POINTS) {
                point.arm(script);
                tasks.add(new Task(point));
                liveAndDie(rig, point);
            }
            FailPoint.disarm(script);
            rig.server().start();
            sendAll(rig.post());
            if (ALL) {
                workUntilAllIsMade(rig);
            }
            List<Sent> sent = tasks.stream().flatMap(t -> t.sent.stream()).toList();
            rig.settle(sent);
            assertThat(rig.faults(sent)).isEmpty();
            if (flashes.isPresent()) {
                flashes.get().endAndCheck();
            }
            try (Connection connection = rig.open()) {
                for (Task one : tasks) {
                    assertThat(one.faults(new Checker(connection))).isEmpty();
                }
            }
        }
    }

    /** A first life, in which nobody dies: for what the others need. */
    private static Flashes prepare(Rig rig, Path script) throws IOException {
        FailPoint.disarm(script);
        rig.server().start();
        assertThat(rig.administer("/subsystem=messaging-activemq/server=default/jms-queue=" + Outworks.QUEUE
                        + ":add(entries=[java:/jms/queue/remote-crash])"))
                .contains("success");
        Flashes flashes = Flashes.begin(rig, Duration.ofSeconds(5));
        rig.server().stop();
        return flashes;
    }

    private static void workUntilAllIsMade(Rig rig) {
        Rig.eventually().until(() -> {
            Outworks.work(rig.post());
            return rig.number("select count(*) from activity a join instance i on i.workflow_id = a.workflow_id"
                            + " where i.type = 'outworker' and a.ended_at is null")
                    == 0;
        });
    }

    /** It may die while it still starts: there is work left. */
    private void liveAndDie(Rig rig, FailPoint point) throws Exception {
        try {
            rig.server().start();
            sendAll(rig.post());
        } catch (ServerFailure | JMSException dead) {
            // the exit code tells
        }
        assertThat(rig.server()
                        .onExit()
                        .completeOnTimeout(-1, 120, TimeUnit.SECONDS)
                        .join())
                .as("exit code, dying %s", point)
                .isEqualTo(BY_BYTEMAN);
    }

    private void sendAll(Post post) throws JMSException {
        for (Task one : tasks) {
            one.send(post);
        }
    }

    /** What one life is to do. If its sending is cut off it is sent again in the next, as senders do. */
    private static final class Task {
        private final List<Traffic> traffic;
        private final List<Sent> sent = new ArrayList<>();

        Task(FailPoint point) {
            List<Traffic> always = List.of(
                    new Strangers("stranger-" + point, 2, 2),
                    new Loose("loose-" + point, 2, 3),
                    new Delayed("delayed-" + point, 2, 2, Duration.ofMillis(500), false),
                    new Relays("relay-" + point, 3, 3),
                    new Families("mother-" + point, 2, 3));
            List<Traffic> more = List.of(new Latecomers("late-" + point, 4), new Outworks("outworker-" + point, 4));
            this.traffic = Stream.concat(always.stream(), ALL ? more.stream() : Stream.empty())
                    .toList();
        }

        void send(Post post) throws JMSException {
            if (sent.isEmpty()) {
                List<Sent> all = new ArrayList<>();
                for (Traffic one : traffic) {
                    all.addAll(one.send(post));
                }
                sent.addAll(all);
            }
        }

        List<String> faults(Checker checker) throws SQLException {
            List<String> faults = new ArrayList<>();
            for (Traffic one : traffic) {
                faults.addAll(one.faults(checker));
            }
            return faults;
        }
    }
}
