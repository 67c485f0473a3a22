package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Updates over HTTP: refused without a trace, or answered, at once or later, and always the same. */
@OnServer
class RestUpdateTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SignalboxServer server;
    private final Probe probe;
    private final RestClient sender;

    RestUpdateTest(SignalboxServer server) {
        this.server = server;
        probe = server.probe();
        sender = server.rest(User.SENDER);
    }

    private void begin(String id) {
        sender.call(RestCall.post("workflows", "depot", "instances", id).json("10"));
    }

    private RestAnswer asked(String id, String updateId) {
        return sender.call(RestCall.get("instances", id, "updates", updateId));
    }

    @Test
    void what_the_handler_returns_is_the_answer_also_of_a_repetition() {
        begin("update-plain");
        RestCall call = RestCall.update("update-plain", "reserve", "4").id("u1");

        RestAnswer answer = sender.call(call);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .hasToString("{\"updateId\":\"u1\",\"workflowId\":\"update-plain\",\"run\":1,\"sequence\":2,"
                        + "\"state\":\"COMPLETED\",\"result\":6}");
        assertThat(sender.call(call).body()).isEqualTo(answer.body());
        assertThat(asked("update-plain", "u1").body()).isEqualTo(answer.body());
        assertThat(probe.query("update-plain", "left").asInt()).isEqualTo(6);
    }

    @Test
    void what_the_validator_refuses_leaves_no_trace() {
        begin("update-invalid");

        RestAnswer refused =
                sender.call(RestCall.update("update-invalid", "reserve", "11").id("u1"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.reason()).isEqualTo("INVALID");
        assertThat(refused.text("detail")).isEqualTo("only 10 left");
        assertThat(asked("update-invalid", "u1").status()).isEqualTo(404);
        assertThat(probe.number("select count(*) from journal where workflow_id = 'update-invalid'"))
                .isEqualTo(1);
        assertThat(probe.number("select count(*) from undeliverable where workflow_id = 'update-invalid'"))
                .isZero();
        assertThat(sender.call(RestCall.update("update-nobody", "reserve", "11")
                                .with("workflowType", "depot")
                                .with("startInput", "5"))
                        .reason())
                .isEqualTo("INVALID");
        assertThat(probe.number("select count(*) from journal where workflow_id = 'update-nobody'"))
                .isZero();
    }

    @Test
    void a_handler_that_waits_is_waited_for_and_can_be_asked_later() {
        begin("update-waits");

        RestAnswer waited = sender.call(RestCall.update("update-waits", "restock", "\"update-waits-1\""));
        RestAnswer accepted = sender.call(
                RestCall.update("update-waits", "order", "\"update-waits-2\"").with("wait", "accepted"));

        assertThat(waited.text("state")).isEqualTo("COMPLETED");
        assertThat(waited.text("result")).startsWith("update-waits-1");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.text("state")).isEqualTo("ACCEPTED");
        probe.turnOff("update-waits-2");
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                sender.follow(accepted.header("Location")).text("result"))
                        .isEqualTo("update-waits-2 is off"));
    }

    @Test
    void one_that_fails_for_good_is_told_so_and_the_run_goes_on() {
        begin("update-fails");

        RestAnswer failed = sender.call(
                RestCall.post("instances", "update-fails", "updates", "burn").id("u1"));

        assertThat(failed.status()).isEqualTo(409);
        assertThat(failed.reason()).isEqualTo("FAILED");
        assertThat(failed.text("detail")).isEqualTo("no fire here");
        assertThat(asked("update-fails", "u1").text("failure")).isEqualTo("no fire here");
        assertThat(sender.call(RestCall.update("update-fails", "reserve", "1")).text("result"))
                .isEqualTo("9");
    }

    @Test
    void one_whose_code_fails_is_kept_and_answered_when_that_is_repaired() {
        begin("update-parked");

        RestAnswer parked = sender.call(RestCall.update("update-parked", "repair", "\"update-parked\"")
                .id("u1")
                .with("wait", "accepted"));
        assertThat(parked.status()).isEqualTo(202);
        assertThat(parked.text("state")).isEqualTo("PARKED");

        probe.turnOff("update-parked");

        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(asked("update-parked", "u1").text("result")).isEqualTo("update-parked"));
    }

    @Test
    void one_whose_run_ended_before_its_turn_is_told_so() {
        begin("update-late");
        sender.call(RestCall.signal("update-late", "close", "\"update-late\""));

        RestAnswer late =
                sender.call(RestCall.update("update-late", "reserve", "1").id("u1"));

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.reason()).isEqualTo("UNANSWERED");
        assertThat(asked("update-late", "u1").text("state")).isEqualTo("UNANSWERED");
        assertThat(sender.call(RestCall.update("update-late", "reserve", "1")).reason())
                .isEqualTo("CLOSED");
    }

    @Test
    void of_many_at_once_each_is_answered_for_itself() {
        begin("update-many");
        List<CompletableFuture<RestAnswer>> calls = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> server.rest(User.SENDER)
                        .call(RestCall.update("update-many", "reserve", "1").id("u" + i % 15))))
                .toList();

        List<RestAnswer> answers = calls.stream().map(CompletableFuture::join).toList();

        assertThat(answers)
                .filteredOn(a -> a.status() == 200)
                .extracting(a -> a.text("result"))
                .contains("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(answers)
                .filteredOn(a -> a.status() != 200)
                .allMatch(a -> a.reason().equals("INVALID"));
        assertThat(probe.query("update-many", "left").asInt()).isZero();
        assertThat(probe.number("select count(*) from answer where workflow_id = 'update-many'"))
                .isEqualTo(10);
    }

    @Test
    void a_query_changes_nothing_not_even_a_row() {
        begin("update-query");

        RestAnswer answer = server.rest(User.VIEWER)
                .call(RestCall.get("instances", "update-query", "queries", "smuggle")
                        .with("argument", "\"smuggled\""));

        assertThat(answer.body()).isEqualTo("\"smuggled\"");
        assertThat(probe.number("select count(*) from it_booking where reference = 'smuggled'"))
                .isZero();
    }
}
