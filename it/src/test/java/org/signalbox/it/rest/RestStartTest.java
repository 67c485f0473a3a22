package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Starting instances over HTTP, and what is deployed to be started. */
@OnServer
class RestStartTest {

    private final RestClient sender;
    private final RestClient viewer;

    RestStartTest(SignalboxServer server) {
        sender = server.rest(User.SENDER);
        viewer = server.rest(User.VIEWER);
    }

    @Test
    void a_start_answers_with_the_run_and_where_the_instance_is() {
        RestAnswer started =
                sender.call(start("account", "rest-start").json("{\"owner\":\"Zoë\",\"balance\":12345678901234567}"));

        assertThat(started.status()).isEqualTo(201);
        assertThat(started.json()).hasToString("{\"workflowId\":\"rest-start\",\"run\":1}");
        RestAnswer instance = viewer.follow(started.header("Location"));
        assertThat(instance.text("type")).isEqualTo("account");
        assertThat(instance.text("status")).isEqualTo("RUNNING");
        assertThat(instance.json().path("state")).hasToString("{\"owner\":\"Zoë\",\"balance\":12345678901234567}");
    }

    @Test
    void a_workflow_that_takes_no_input_starts_without_a_body() {
        assertThat(sender.call(start("ledger", "rest-start-bare")).status()).isEqualTo(201);
    }

    @Test
    void an_instance_that_runs_is_not_started_again_and_the_caller_is_told_its_run() {
        sender.call(start("ledger", "rest-start-twice"));

        RestAnswer second = sender.call(start("ledger", "rest-start-twice"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.reason()).isEqualTo("ALREADY_RUNNING");
        assertThat(second.json().path("run").asInt()).isEqualTo(1);
        assertThat(second.text("detail")).contains("rest-start-twice");
    }

    @Test
    void an_instance_that_has_ended_is_started_as_its_next_run() {
        sender.call(start("ledger", "rest-start-again"));
        sender.call(RestCall.post("instances", "rest-start-again", "signals", "close"));

        assertThat(sender.call(start("ledger", "rest-start-again"))
                        .json()
                        .path("run")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void an_unknown_workflow_is_named_together_with_those_there_are() {
        RestAnswer refused = sender.call(start("nowhere", "rest-start-none"));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.reason()).isEqualTo("UNKNOWN_WORKFLOW");
        assertThat(refused.text("detail")).contains("'nowhere'", "ledger");
    }

    @Test
    void an_input_that_does_not_fit_is_refused_with_the_place_of_the_mistake_and_nothing_is_started() {
        RestAnswer missing = sender.call(start("account", "rest-start-bad"));
        RestAnswer wrong =
                sender.call(start("account", "rest-start-bad").json("{\"owner\":\"A\",\n\"balance\":\"much\"}"));

        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.reason()).isEqualTo("BAD_PAYLOAD");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.reason()).isEqualTo("BAD_PAYLOAD");
        assertThat(wrong.text("detail")).contains("line 2", "balance");
        assertThat(viewer.call(RestCall.get("instances", "rest-start-bad")).reason())
                .isEqualTo("UNKNOWN_INSTANCE");
    }

    @Test
    void the_workflows_are_listed_with_what_they_take_and_answer() {
        RestAnswer list = viewer.call(RestCall.get("workflows"));

        assertThat(list.items("type")).contains("account", "ledger", "loyalty").isSorted();
        assertThat(list.json().path("items"))
                .anySatisfy(workflow -> assertThat(workflow)
                        .hasToString("{\"type\":\"account\",\"input\":\"Opening\","
                                + "\"signals\":[{\"name\":\"book\",\"payload\":\"Booking\"}],"
                                + "\"queries\":[{\"name\":\"standing\"}],\"updates\":[]}"));
    }

    private static RestCall start(String type, String id) {
        return RestCall.post("workflows", type, "instances", id);
    }
}
