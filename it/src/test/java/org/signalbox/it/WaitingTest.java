package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** Handlers that wait give their thread back, keep what they need in rows, and go on when it comes. */
@OnServer
class WaitingTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final Sender sender;

    WaitingTest(SignalboxServer server, Sender sender) {
        this.probe = server.probe();
        this.sender = sender;
    }

    @Test
    void a_main_line_waits_for_an_activity_a_condition_and_a_channel_and_completes_with_its_result() {
        begin("waiting-whole", "PT1H", "start");

        sender.sendAll(
                List.of(port("waiting-whole", "Oslo"), port("waiting-whole", "Riga"), port("waiting-whole", "home")));

        await().atMost(LIMIT).until(() -> statusOf("waiting-whole").equals("COMPLETED"));
        assertThat(probe.text("select result from instance where workflow_id = 'waiting-whole'"))
                .isEqualTo(
                        "[\"started\",\"build-waiting-whole done in call 1\",\"at Oslo\",\"at Riga\",\"unloaded by hand\"]");
        assertThat(rowsOf("waiting-whole")).as("lines, steps").containsExactly(0L, 0L);
        assertThat(probe.number(
                        "select count(*) from journal where workflow_id = 'waiting-whole' and state <> 'HANDLED'"))
                .isZero();
    }

    @Test
    void what_an_open_line_needs_stands_in_rows_and_what_it_awaits_in_the_instances_row() {
        begin("waiting-rows", "PT1H", "start");

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(probe.text("select lines from instance where workflow_id = 'waiting-rows'"))
                                .contains("port"));

        assertThat(rowsOf("waiting-rows").get(0)).isEqualTo(1);
        assertThat(probe.text("select state from journal where workflow_id = 'waiting-rows' and sequence = 1"))
                .isEqualTo("OPEN");
        assertThat(probe.text("select coalesce(handled_at, timestamp '2000-01-01 00:00:00') from journal"
                        + " where workflow_id = 'waiting-rows' and sequence = 1"))
                .startsWith("2000");
    }

    @Test
    void a_wait_that_is_too_long_ends_and_the_workflow_decides_what_that_means() {
        begin("waiting-timeout", "PT1S", "");

        await().atMost(LIMIT).until(() -> statusOf("waiting-timeout").equals("FAILED"));
        assertThat(probe.text("select failure from instance where workflow_id = 'waiting-timeout'"))
                .isEqualTo("never ready");
        assertThat(probe.number("select count(*) from timer where workflow_id = 'waiting-timeout'"))
                .isZero();
    }

    @Test
    void signals_behind_a_handler_that_waits_keep_their_order_and_do_not_overtake_it() {
        begin("waiting-serial", "PT1H", "");

        sender.sendAll(List.of(
                signal("waiting-serial", "prepare", "\"PT2S\""),
                signal("waiting-serial", "prepare", "\"PT0.2S\""),
                Draft.empty().signal("recall").to("waiting-serial")));

        await().atMost(LIMIT).until(() -> statusOf("waiting-serial").equals("COMPLETED"));
        assertThat(probe.query("waiting-serial", "log"))
                .extracting(JsonNode::asText)
                .filteredOn(line -> !line.startsWith("build-"))
                .containsExactly(
                        "preparing", "prepared after true", "preparing", "prepared after true", "unloaded by hand");
        assertThat(probe.rows("select sequence from journal where workflow_id = 'waiting-serial' order by sequence"))
                .as("no gap in the order")
                .hasSizeGreaterThan(5)
                .last()
                .satisfies(last -> assertThat(last)
                        .containsExactly(probe.text(
                                "select cast(count(*) as varchar) from journal where workflow_id = 'waiting-serial'")));
    }

    @Test
    void a_timer_of_a_wait_that_is_over_is_gone() {
        begin("waiting-untimed", "PT1H", "start");
        await().atMost(LIMIT).until(() -> statusOf("waiting-untimed").equals("RUNNING"));

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                probe.number("select count(*) from timer where workflow_id = 'waiting-untimed'"))
                        .isZero());
        assertThat(statusOf("waiting-untimed")).isEqualTo("RUNNING");
    }

    @Test
    void many_instances_wait_and_go_on_at_the_same_time() {
        int many = 200;
        for (int i = 0; i < many; i++) {
            sender.send(Draft.empty()
                    .signal("start")
                    .to("waiting-many-" + i)
                    .starting("voyage")
                    .with("startInput", plan("waiting-many-" + i, "PT1H")));
        }
        for (int i = 0; i < many; i++) {
            sender.send(port("waiting-many-" + i, "Oslo"));
            sender.send(port("waiting-many-" + i, "home"));
        }

        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from instance where workflow_id like 'waiting-many-%'"
                                + " and status = 'COMPLETED'")
                        == many);
        assertThat(probe.number("select count(*) from line where workflow_id like 'waiting-many-%'"))
                .isZero();
        assertThat(probe.rows("select distinct replace(result, workflow_id, '') from instance"
                        + " where workflow_id like 'waiting-many-%'"))
                .containsExactly(List.of("[\"started\",\"build- done in call 1\",\"at Oslo\",\"unloaded by hand\"]"));
    }

    /** With the first signal, or with the start alone if that is empty. */
    private void begin(String id, String patience, String first) {
        if (first.isEmpty()) {
            assertThat(probe.startWith("voyage", id, plan(id, patience))).isEqualTo("run 1");
        } else {
            sender.send(Draft.empty().signal(first).to(id).starting("voyage").with("startInput", plan(id, patience)));
        }
    }

    private static String plan(String id, String patience) {
        return "{\"ship\":\"" + id + "\",\"patience\":\"" + patience + "\"}";
    }

    private static Draft port(String id, String name) {
        return signal(id, "port", "\"" + name + "\"");
    }

    private static Draft signal(String id, String name, String payload) {
        return Draft.text(payload).signal(name).to(id);
    }

    private String statusOf(String id) {
        List<List<String>> rows = probe.rows("select status from instance where workflow_id = ?", id);
        return rows.isEmpty() ? "" : rows.get(0).get(0);
    }

    private List<Long> rowsOf(String id) {
        return List.of(
                probe.number("select count(*) from line where workflow_id = ?", id),
                probe.number("select count(*) from line_step where workflow_id = ?", id));
    }
}
