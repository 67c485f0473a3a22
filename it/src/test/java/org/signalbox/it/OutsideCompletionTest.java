package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** An attempt that somebody outside ends by its token. */
@OnServer
class OutsideCompletionTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SignalboxServer server;
    private final Probe probe;

    OutsideCompletionTest(SignalboxServer server) {
        this.server = server;
        this.probe = server.probe();
    }

    @Test
    void the_result_reaches_the_workflow_over_rest_and_a_repetition_does_no_harm() {
        RestClient worker = server.rest(User.WORKER);
        String token = tokenOf("outside-rest", 1);
        assertThat(worker.call(heartbeat(token, "\"half\"")).json()).hasToString("{\"cancelled\":false}");

        assertThat(worker.call(complete(token, "7")).status()).isEqualTo(204);

        assertThat(resultOf("outside-rest")).isEqualTo("\"decided 7\"");
        assertThat(worker.call(complete(token, "7")).status()).as("again").isEqualTo(204);
        assertThat(worker.call(complete(token, "8")).reason()).as("otherwise").isEqualTo("CLOSED");
        assertThat(worker.call(heartbeat(token, "")).reason()).isEqualTo("CLOSED");
        assertThat(events("outside-rest")).isEqualTo(1);
    }

    @Test
    void a_failure_has_another_attempt_with_a_token_of_its_own_that_knows_how_far_the_first_got() {
        RestClient worker = server.rest(User.WORKER);
        String first = tokenOf("outside-again", 1);
        worker.call(heartbeat(first, "\"half\""));

        assertThat(worker.call(fail(first, "{\"message\":\"come back\",\"retryAfter\":\"PT0S\"}"))
                        .status())
                .isEqualTo(204);

        String second = tokenOf("outside-again", 2);
        assertThat(probe.notes("outside-again")).contains("outside-again 2", "half");
        assertThat(second).isNotEqualTo(first);
        assertThat(worker.call(heartbeat(first, "")).reason()).isEqualTo("CLOSED");
        assertThat(worker.call(fail(first, "{\"message\":\"otherwise\"}")).reason())
                .isEqualTo("CLOSED");
        worker.call(fail(second, "{\"message\":\"never\",\"retried\":false}"));
        assertThat(resultOf("outside-again")).isEqualTo("\"activity Outside.decide failed: never\"");
        assertThat(worker.call(fail(second, "{\"message\":\"never\",\"retried\":false}"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void the_token_of_an_earlier_attempt_completes_the_activity_over_rest_and_by_a_message() {
        RestClient worker = server.rest(User.WORKER);
        for (String id : List.of("outside-first-rest", "outside-first-jms")) {
            String first = tokenOf(id, 1);
            worker.call(fail(first, "{\"message\":\"come back\",\"retryAfter\":\"PT0S\"}"));
            String second = tokenOf(id, 2);

            if (id.endsWith("rest")) {
                assertThat(worker.call(complete(first, "7")).status()).isEqualTo(204);
            } else {
                try (Sender messages = server.worker()) {
                    messages.tellOf(first, Draft.text("7"));
                }
            }

            assertThat(resultOf(id)).isEqualTo("\"decided 7\"");
            assertThat(worker.call(complete(first, "7")).status()).as("again").isEqualTo(204);
            assertThat(worker.call(complete(second, "7")).status())
                    .as("the same")
                    .isEqualTo(204);
            assertThat(worker.call(complete(second, "8")).reason()).isEqualTo("CLOSED");
            assertThat(worker.call(heartbeat(second, "")).reason()).isEqualTo("CLOSED");
            assertThat(events(id)).isEqualTo(1);
        }
    }

    @Test
    void what_is_no_result_is_refused_and_the_attempt_stays_open() {
        RestClient worker = server.rest(User.WORKER);
        String token = tokenOf("outside-bad", 1);

        assertThat(worker.call(complete(token, "\"seven\"")).reason()).isEqualTo("BAD_PAYLOAD");
        assertThat(worker.call(complete(token, "{")).reason()).isEqualTo("BAD_PAYLOAD");
        assertThat(worker.call(fail(token, "{}")).reason()).isEqualTo("BAD_PAYLOAD");
        assertThat(worker.call(fail(token, "{\"message\":\"x\",\"retryAfter\":\"soon\"}"))
                        .reason())
                .isEqualTo("BAD_PAYLOAD");
        assertThat(worker.call(complete("AAAA.AAAA", "7")).reason()).isEqualTo("UNKNOWN_TOKEN");
        String forged = "AAAAAAAAAAAAAAAAAAAAAA" + token.substring(token.indexOf('.'));
        assertThat(worker.call(complete(forged, "7")).reason()).isEqualTo("UNKNOWN_TOKEN");
        assertThat(worker.call(complete("no token", "7")).reason()).isEqualTo("MALFORMED");
        assertThat(server.rest(User.VIEWER).call(complete(token, "7")).status()).isEqualTo(403);
        assertThat(server.rest(User.SENDER).call(complete(token, "7")).status()).isEqualTo(403);
        assertThat(server.restAsNobody().call(complete(token, "7")).status()).isEqualTo(401);

        worker.call(complete(token, "7"));
        assertThat(resultOf("outside-bad")).isEqualTo("\"decided 7\"");
    }

    @Test
    void the_result_reaches_the_workflow_by_a_message_however_often_it_is_sent() {
        String token = tokenOf("outside-jms", 1);
        try (Sender worker = server.worker()) {
            worker.tellOf(token, Draft.text("\"half\"").with("heartbeat", "true"));
            worker.tellOf(token, Draft.text("7"));
            worker.tellOf(token, Draft.text("7"));
            worker.tellOf(token, Draft.text("8"));
        }

        assertThat(resultOf("outside-jms")).isEqualTo("\"decided 7\"");
        await().atMost(LIMIT)
                .until(() -> server.log().stream()
                        .anyMatch(line -> line.contains("SIGBOX0603") && line.contains("Outside.decide")));
        assertThat(events("outside-jms")).isEqualTo(1);
    }

    @Test
    void an_answer_that_is_no_result_is_a_failure_that_tells_why_and_one_for_nobody_is_kept_apart() {
        String first = tokenOf("outside-jms-bad", 1);
        long apart = probe.messages("results.dead");
        try (Sender worker = server.worker()) {
            worker.tellOf(first, Draft.text("seven"));
            String second = tokenOf("outside-jms-bad", 2);
            assertThat(probe.text("select failure from activity where workflow_id = 'outside-jms-bad'"))
                    .contains("The answer can't be used", "no");
            worker.tellOf(second, Draft.empty().with("failure", "not today").with("retried", "false"));
            worker.tellOf("nobody's", Draft.text("7"));
            worker.tellOf("AAAA.AAAA", Draft.text("7"));
        }

        assertThat(resultOf("outside-jms-bad")).isEqualTo("\"activity Outside.decide failed: not today\"");
        await().atMost(LIMIT).until(() -> probe.messages("results.dead") == apart + 2);
        await().atMost(LIMIT).until(() -> probe.messages("results") == 0);
    }

    @Test
    void a_token_is_good_after_the_server_was_killed() {
        String token = tokenOf("outside-killed", 1);
        await().atMost(LIMIT)
                .until(() -> probe.number(
                                "select count(*) from activity where workflow_id = 'outside-killed' and outside = true")
                        == 1);

        server.process().kill();
        server.process().start();

        assertThat(server.rest(User.WORKER).call(complete(token, "7")).status()).isEqualTo(204);
        assertThat(resultOf("outside-killed")).isEqualTo("\"decided 7\"");
    }

    private String tokenOf(String id, int attempt) {
        if (attempt == 1) {
            assertThat(probe.startWith("handover", id, "\"" + id + "\"")).isEqualTo("run 1");
        }
        await().atMost(LIMIT).until(() -> probe.notes(id).size() == 3 * attempt);
        List<String> notes = probe.notes(id);
        return notes.get(notes.size() - 1);
    }

    private static RestCall complete(String token, String result) {
        return RestCall.post("activities", token, "complete").json(result);
    }

    private static RestCall fail(String token, String failure) {
        return RestCall.post("activities", token, "fail").json(failure);
    }

    private static RestCall heartbeat(String token, String details) {
        return RestCall.post("activities", token, "heartbeat").json(details);
    }

    private String resultOf(String id) {
        await().atMost(LIMIT)
                .until(() -> probe.text("select status from instance where workflow_id = ?", id)
                        .equals("COMPLETED"));
        return probe.text("select result from instance where workflow_id = ?", id);
    }

    private long events(String id) {
        return probe.number("select count(*) from journal where kind = 'ACTIVITY' and workflow_id = ?", id);
    }
}
