package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** What an operator decides about runs. */
@OnServer
class RestLifeTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final RestClient sender;
    private final RestClient operator;

    RestLifeTest(SignalboxServer server) {
        probe = server.probe();
        sender = server.rest(User.SENDER);
        operator = server.rest(User.OPERATOR);
    }

    @Test
    void a_run_that_is_cancelled_ends_where_it_waits_whatever_holds_up_its_inbox() {
        sender.call(RestCall.post("workflows", "voyage", "instances", "rest-cancel")
                .json("{\"ship\":\"rest-cancel\",\"patience\":\"PT1H\"}"));
        sender.call(RestCall.signal("rest-cancel", "prepare", "\"PT1H\""));
        sender.call(RestCall.signal("rest-cancel", "port", "\"Oslo\"").id("behind"));

        RestAnswer answer = order("rest-cancel", "cancel", "no more ships");

        assertThat(answer.text("status")).isEqualTo("CANCELLED");
        assertThat(probe.rows("select kind, state, payload from journal where workflow_id = 'rest-cancel'"
                        + " and kind = 'CANCEL'"))
                .containsExactly(List.of("CANCEL", "HANDLED", "{\"by\":\"operator\",\"reason\":\"no more ships\"}"));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(operator.call(RestCall.get("receipts", "rest-cancel", "behind"))
                                .text("reason"))
                        .isEqualTo("CLOSED"));
        assertThat(leftOvers("rest-cancel")).containsExactly(0L, 0L, 0L);
        assertThat(operator.call(RestCall.get("instances", "rest-cancel", "result"))
                        .reason())
                .isEqualTo("CANCELLED");
        assertThat(order("rest-cancel", "cancel", "").reason()).isEqualTo("CLOSED");
    }

    @Test
    void a_parked_instance_is_terminated_and_what_waited_becomes_undeliverable() {
        sender.call(RestCall.post("workflows", "fragile", "instances", "rest-terminate"));
        sender.call(job("rest-terminate", 1, "rest-terminate"));
        sender.call(job("rest-terminate", 2, ""));

        assertThat(order("rest-terminate", "terminate", "hopeless").text("status"))
                .isEqualTo("TERMINATED");

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(probe.rows(
                                "select reason from undeliverable" + " where workflow_id = 'rest-terminate'"))
                        .containsExactly(List.of("CLOSED"), List.of("CLOSED")));
        assertThat(leftOvers("rest-terminate")).containsExactly(0L, 0L, 0L);
        RestAnswer result = operator.call(RestCall.get("instances", "rest-terminate", "result"));
        assertThat(result.reason()).isEqualTo("TERMINATED");
        assertThat(result.text("detail")).contains("hopeless (by operator)");
    }

    @Test
    void an_activity_of_a_terminated_run_is_not_listened_to_any_more() {
        sender.call(RestCall.signal("rest-drop", "order", "{\"chore\":\"TAKE_LONG_AT_FIRST\",\"key\":\"rest-drop\"}")
                .with("workflowType", "errands"));
        await().atMost(LIMIT).until(() -> probe.calls("rest-drop").size() == 1);

        order("rest-drop", "terminate", "");
        probe.turnOff("rest-drop");

        await().atMost(LIMIT).until(() -> probe.calls("rest-drop ended").size() == 1);
        assertThat(operator.call(RestCall.get("instances", "rest-drop", "activities"))
                        .items("state"))
                .containsExactly("DROPPED");
        assertThat(probe.number("select count(*) from journal where workflow_id = 'rest-drop' and kind = 'ACTIVITY'"))
                .isZero();
        assertThat(probe.calls("rest-drop")).as("not attempted again").hasSize(1);
    }

    @Test
    void a_run_is_terminated_although_its_workflow_is_not_deployed_any_more() {
        sender.call(RestCall.note("rest-gone", 1));
        probe.change("update instance set type = 'gone' where workflow_id = 'rest-gone'");

        assertThat(order("rest-gone", "terminate", "").text("status")).isEqualTo("TERMINATED");
    }

    @Test
    void a_paused_instance_handles_nothing_until_it_is_resumed_and_then_all_in_order() {
        sender.call(RestCall.note("rest-pause", 1));

        assertThat(order("rest-pause", "pause", "stocktaking").text("status")).isEqualTo("PAUSED");
        for (int n = 2; n <= 4; n++) {
            assertThat(sender.call(RestCall.note("rest-pause", n)).outcome()).isEqualTo("ACCEPTED");
        }
        assertThat(operator.call(RestCall.post("instances", "rest-pause", "retry"))
                        .json())
                .hasToString("{\"waiting\":true}");
        RestAnswer paused = operator.call(RestCall.get("instances", "rest-pause"));
        assertThat(paused.json().at("/pause/by").asText()).isEqualTo("operator");
        assertThat(paused.json().at("/pause/reason").asText()).isEqualTo("stocktaking");
        assertThat(operator.call(RestCall.get("instances").with("status", "PAUSED"))
                        .items("workflowId"))
                .contains("rest-pause");
        assertThat(probe.query("rest-pause", "notes")).hasToString("[\"rest:1\"]");
        assertThat(order("rest-pause", "resume", "").text("status")).isEqualTo("RUNNING");

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(probe.query("rest-pause", "notes"))
                        .hasToString("[\"rest:1\",\"rest:2\",\"rest:3\",\"rest:4\"]"));
    }

    @Test
    void a_parked_and_paused_instance_goes_on_when_the_pause_is_over() {
        sender.call(RestCall.post("workflows", "fragile", "instances", "rest-pause-parked"));
        sender.call(job("rest-pause-parked", 1, "rest-pause-parked"));
        order("rest-pause-parked", "pause", "");
        probe.turnOff("rest-pause-parked");

        assertThat(probe.number(
                        "select count(*) from instance where workflow_id = 'rest-pause-parked' and wake_at is null"))
                .as("nobody looks at it")
                .isEqualTo(1);
        order("rest-pause-parked", "resume", "");

        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(probe.query("rest-pause-parked", "done")).hasToString("[1]"));
    }

    @Test
    void what_does_not_run_can_not_be_ended_and_a_reason_has_its_limits() {
        for (String what : List.of("cancel", "terminate", "pause", "resume")) {
            assertThat(order("rest-nobody", what, "").reason()).isEqualTo("UNKNOWN_INSTANCE");
            assertThat(order("rest-nobody", what, "x".repeat(1_001)).text("detail"))
                    .contains("1001 characters");
            assertThat(sender.call(RestCall.post("instances", "rest-nobody", what))
                            .status())
                    .isEqualTo(403);
        }
    }

    private List<Long> leftOvers(String id) {
        return List.of(
                probe.number("select count(*) from journal where workflow_id = ? and state in ('WAITING', 'OPEN')", id),
                probe.number("select count(*) from timer where workflow_id = ?", id),
                probe.number("select count(*) from line where workflow_id = ?", id));
    }

    private RestAnswer order(String id, String what, String reason) {
        RestCall call = RestCall.post("instances", id, what);
        return operator.call(reason.isEmpty() ? call : call.with("reason", reason));
    }

    private static RestCall job(String id, int number, String poison) {
        return RestCall.signal(id, "work", "{\"number\":" + number + ",\"poison\":\"" + poison + "\"}");
    }
}
