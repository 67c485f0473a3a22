package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.it.crash.Rig.eventually;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The server dies at a chosen point of a turn, and is started again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChosenDeathTest {

    private final List<Sent> sent = new ArrayList<>();
    private Rig rig;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        rig = Rig.postgreSql(directory);
        rig.postgres().start();
        rig.server().start();
    }

    @AfterAll
    void stop() throws IOException {
        rig.close();
    }

    @Test
    void a_turn_that_dies_before_its_commit_is_done_once_after_the_restart() throws Exception {
        String id = dieFrom("before", ",\"death\":\"BEFORE_COMMIT\"");
        assertThat(receiptsOf(id)).as("after the death").containsExactly("before-1 HANDLED");
        comeBackAndCheck();
        assertThat(receiptsOf(id)).containsExactly("before-1 HANDLED", "before-2 HANDLED", "before-3 HANDLED");
    }

    @Test
    void a_message_that_was_not_acknowledged_after_the_commit_is_found_to_be_a_duplicate() throws Exception {
        String id = dieFrom("after", ",\"death\":\"AFTER_COMMIT\"");
        assertThat(receiptsOf(id)).as("after the death").containsExactly("after-1 HANDLED", "after-2 HANDLED");
        comeBackAndCheck();
        assertThat(receiptsOf(id)).containsExactly("after-1 HANDLED", "after-2 HANDLED", "after-3 HANDLED");
    }

    @Test
    void an_activity_that_was_committed_but_never_dispatched_is_swept_up() throws Exception {
        String id = dieFrom("dispatch", ",\"chore\":1,\"death\":\"AFTER_COMMIT\"");
        assertThat(text("select state || ' ' || attempt from activity where workflow_id = '" + id + "'"))
                .as("after the death")
                .containsExactly("SCHEDULED 0");
        comeBackAndCheck();
        assertThat(text("select state || ' ' || attempt from activity where workflow_id = '" + id + "'"))
                .containsExactly("COMPLETED 1");
    }

    @Test
    void an_activity_whose_worker_died_is_attempted_again_and_recorded_once() throws Exception {
        String id = dieFrom("worker", ",\"chore\":1,\"death\":\"IN_ACTIVITY\"");
        assertThat(text("select state || ' ' || attempt from activity where workflow_id = '" + id + "'"))
                .as("after the death")
                .containsExactly("RUNNING 1");
        comeBackAndCheck();
        assertThat(text("select state || ' ' || attempt from activity where workflow_id = '" + id + "'"))
                .containsExactly("COMPLETED 2");
    }

    @Test
    void activities_whose_messages_the_broker_lost_are_sent_again() throws Exception {
        String queue = "/subsystem=messaging-activemq/server=default/jms-queue=activities:";
        assertThat(rig.administer(queue + "pause")).contains("success");
        List<Sent> chores = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            chores.add(new Sent("purged-" + i % 5, "purged", i));
        }
        rig.post()
                .send(chores.stream()
                        .map(c -> Post.item(c, "add", Post.json(c, ",\"chore\":1")))
                        .toList());
        sent.addAll(chores);
        eventually()
                .until(() -> number("select count(*) from activity where workflow_id like 'purged-%'"), n -> n == 50);
        rig.server().kill();
        rig.server().start();
        assertThat(rig.administer(queue + "pause")).contains("success");
        rig.administer(queue + "remove-messages");
        assertThat(rig.administer(queue + "resume")).contains("success");
        settleAndCheck();
    }

    @Test
    void delayed_signals_come_once_in_order_and_not_early_after_a_kill() throws Exception {
        Instant begin = Instant.now();
        Delayed kept = new Delayed("kept-delayed", 2, 3, Duration.ofSeconds(10), true);
        Delayed underWay = new Delayed("late-delayed", 2, 3, Duration.ofSeconds(4), false);
        sent.addAll(kept.send(rig.post()));
        eventually().until(() -> kept.waiting(rig) == 12);
        sent.addAll(underWay.send(rig.post()));
        rig.server().kill();

        comeBackAndCheck();

        try (Connection connection = rig.open()) {
            Checker checker = new Checker(connection);
            for (Delayed one : List.of(kept, underWay)) {
                assertThat(one.faults(checker)).isEmpty();
                assertThat(one.early(checker, begin)).isEmpty();
            }
        }
    }

    /** Three signals, of which the second kills. */
    private String dieFrom(String name, String second) throws JMSException, InterruptedException {
        String id = "dies-" + name;
        List<Sent> three = List.of(new Sent(id, name, 1), new Sent(id, name, 2), new Sent(id, name, 3));
        rig.post()
                .send(List.of(
                        Post.item(three.get(0)),
                        Post.item(three.get(1), "add", Post.json(three.get(1), second)),
                        Post.item(three.get(2))));
        sent.addAll(three);
        assertThat(rig.server()
                        .onExit()
                        .completeOnTimeout(-1, 60, TimeUnit.SECONDS)
                        .join())
                .as("exit code")
                .isEqualTo(137);
        return id;
    }

    private void comeBackAndCheck() throws SQLException, IOException {
        rig.server().start();
        settleAndCheck();
    }

    private void settleAndCheck() throws SQLException, IOException {
        rig.settle(sent);
        assertThat(rig.faults(sent)).isEmpty();
    }

    private List<String> receiptsOf(String id) throws SQLException, IOException {
        return text("select signal_id || ' ' || state from journal where signal_id is not null and workflow_id = '" + id
                + "' order by sequence");
    }

    private List<String> text(String query) throws SQLException, IOException {
        try (Connection connection = rig.open()) {
            return new Checker(connection).texts(query);
        }
    }

    private long number(String query) throws SQLException, IOException {
        try (Connection connection = rig.open()) {
            return new Checker(connection).number(query);
        }
    }
}
