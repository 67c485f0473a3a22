package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** What a start, or a signal with start, can say beyond type and input. */
@OnServer
class RestStartOptionsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final RestClient rest;
    private final Sender sender;

    RestStartOptionsTest(SignalboxServer server, Sender sender) {
        this.probe = server.probe();
        this.rest = server.rest(User.OPERATOR);
        this.sender = sender;
    }

    @Test
    void a_repeated_start_gets_the_first_answer_even_when_its_run_has_ended() {
        RestCall start = start("option-repeated").id("start-1");

        assertThat(rest.call(start).status()).isEqualTo(201);
        rest.call(RestCall.post("instances", "option-repeated", "signals", "close"));
        RestAnswer again = rest.call(start);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("run").asInt()).isEqualTo(1);
        assertThat(statusOf("option-repeated")).isEqualTo("COMPLETED");
        assertThat(rest.call(RestCall.get("receipts", "option-repeated", "start-1"))
                        .outcome())
                .isEqualTo("HANDLED");
    }

    @Test
    void what_runs_is_used_or_replaced_and_what_has_ended_is_left_alone_as_the_start_says() {
        rest.call(start("option-ids"));

        RestAnswer used = rest.call(start("option-ids").with("idConflict", "use_existing"));
        RestAnswer replaced = rest.call(start("option-ids").with("idConflict", "TERMINATE_EXISTING"));
        rest.call(RestCall.post("instances", "option-ids", "signals", "close"));
        RestAnswer refused = rest.call(start("option-ids").with("idReuse", "AFTER_FAILURE"));

        assertThat(used.status()).isEqualTo(200);
        assertThat(replaced.status()).isEqualTo(201);
        assertThat(replaced.json().path("run").asInt()).isEqualTo(2);
        assertThat(refused.reason()).isEqualTo("CLOSED");
    }

    @Test
    void a_delayed_run_begins_by_itself_with_what_came_meanwhile_behind_its_beginning() {
        rest.call(RestCall.signal("option-delay", "order", "{\"chore\":\"SUCCEED\",\"key\":\"option-delay\"}")
                .with("workflowType", "errands")
                .with("startDelay", "PT2S")
                .with("memo", "{\"for\":\"Zoë\"}"));

        assertThat(rest.call(RestCall.get("instances", "option-delay"))
                        .json()
                        .at("/limits/beginsAt")
                        .asText())
                .isNotEmpty();
        assertThat(probe.calls("option-delay")).isEmpty();
        await().atMost(LIMIT).until(() -> probe.calls("option-delay").size() == 1);
        assertThat(rest.call(RestCall.get("instances").with("prefix", "option-delay"))
                        .json()
                        .at("/items/0/memo/for")
                        .asText())
                .isEqualTo("Zoë");
        assertThat(rest.call(RestCall.get("instances", "option-delay")).json().has("limits"))
                .isFalse();
    }

    @Test
    void a_run_that_fails_is_followed_by_another_and_signals_go_to_that() {
        rest.call(start("option-chain").with("maxAttempts", "2"));
        rest.call(RestCall.note("option-chain", 1));
        rest.call(RestCall.signal("option-chain", "giveUp", "\"no luck\""));
        rest.call(RestCall.note("option-chain", 2));

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(probe.text(
                                "select coalesce(state, '') from instance" + " where workflow_id = 'option-chain'"))
                        .contains("rest:2")
                        .doesNotContain("rest:1"));
        RestAnswer second = rest.call(RestCall.get("instances", "option-chain"));
        assertThat(second.json().path("run").asInt()).isEqualTo(2);
        assertThat(second.json().at("/limits/lastFailure").asText()).isEqualTo("no luck");
        rest.call(RestCall.signal("option-chain", "giveUp", "\"again\""));

        assertThat(statusOf("option-chain")).isEqualTo("FAILED");
        assertThat(probe.number("select count(*) from timer where workflow_id = 'option-chain'"))
                .isZero();
        assertThat(probe.number(
                        "select count(*) from journal where workflow_id = 'option-chain'" + " and state <> 'HANDLED'"))
                .isZero();
    }

    @Test
    void a_run_that_lasts_too_long_is_out_of_time() {
        rest.call(start("option-time").with("runTimeout", "PT1S").with("executionTimeout", "P1D"));

        await().atMost(LIMIT).until(() -> statusOf("option-time").equals("TIMED_OUT"));

        RestAnswer result = rest.call(RestCall.get("instances", "option-time", "result"));
        assertThat(result.reason()).isEqualTo("TIMED_OUT");
        assertThat(probe.number("select count(*) from timer where workflow_id = 'option-time'"))
                .isZero();
    }

    @Test
    void code_knows_its_memo_start_and_limits_before_and_after_a_wait() {
        rest.call(RestCall.post("workflows", "clerk", "instances", "option-facts")
                .json("{\"what\":\"facts\",\"key\":\"\",\"how\":\"\"}")
                .with("memo", "{\"region\":\"north\"}")
                .with("runTimeout", "PT1H"));

        await().atMost(LIMIT).until(() -> statusOf("option-facts").equals("COMPLETED"));
        assertThat(probe.text("select result from instance where workflow_id = 'option-facts'"))
                .isEqualTo("\"clerk north PT1H clerk north PT1H\"");
    }

    @Test
    void a_message_can_say_the_same_and_one_that_can_not_be_read_is_kept() {
        rest.call(start("option-jms"));

        sender.send(Draft.empty()
                .signal("touch")
                .to("option-jms")
                .starting("ledger")
                .with("startIdConflict", "TERMINATE_EXISTING")
                .with("startMemo", "{\"door\":\"JMS\"}"));
        sender.send(Draft.empty()
                .signal("touch")
                .to("option-jms-bad")
                .starting("ledger")
                .with("startDelay", "soon"));

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                probe.rows("select life from instance where workflow_id = 'option-jms' and run = 2"))
                        .singleElement()
                        .asString()
                        .contains("JMS"));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                probe.rows("select detail from undeliverable where workflow_id = 'option-jms-bad'"))
                        .singleElement()
                        .asString()
                        .contains("startDelay", "ISO-8601"));
    }

    @Test
    void a_property_of_the_senders_own_is_not_taken_for_an_option_of_the_start() {
        sender.send(Draft.empty()
                .signal("touch")
                .to("option-own")
                .starting("ledger")
                .with("memo", "remember the milk")
                .with("maxAttempts", "often")
                .with("runTimeout", "PT0.001S"));

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                probe.rows("select status, life from instance where workflow_id = 'option-own'"))
                        .containsExactly(List.of("RUNNING", "null")));
    }

    @Test
    void options_that_make_no_sense_are_named() {
        assertThat(wrong("idReuse", "sometimes")).contains("'idReuse'", "AFTER_FAILURE");
        assertThat(wrong("runTimeout", "PT0S")).contains("longer than nothing");
        assertThat(wrong("maxAttempts", "-1")).contains("maxAttempts");
        assertThat(wrong("memo", "[1]")).contains("JSON object");
        assertThat(wrong("delay", "PT1S")).contains("There is no parameter 'delay'");
    }

    private String wrong(String parameter, String value) {
        RestAnswer answer = rest.call(start("option-wrong").with(parameter, value));
        assertThat(answer.reason()).isEqualTo("MALFORMED");
        return answer.text("detail");
    }

    private String statusOf(String id) {
        return probe.text("select status from instance where workflow_id = ?", id);
    }

    private static RestCall start(String id) {
        return RestCall.post("workflows", "ledger", "instances", id);
    }
}
