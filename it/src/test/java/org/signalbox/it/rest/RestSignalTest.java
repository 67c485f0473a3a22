package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Signals over HTTP: what is answered is true, durable and the same however often it is asked. */
@OnServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestSignalTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final RestClient sender;

    RestSignalTest(SignalboxServer server) {
        probe = server.probe();
        sender = server.rest(User.SENDER);
    }

    @BeforeAll
    void prepare() {
        sender.call(RestCall.note("rest-open", 1));
        sender.call(RestCall.note("rest-closed", 1));
        sender.call(RestCall.post("instances", "rest-closed", "signals", "close"));
    }

    @Test
    void a_signal_with_start_starts_its_instance_with_the_input_and_is_handled() {
        RestAnswer receipt = sender.call(
                RestCall.signal("rest-swst", "book", "{\"reference\":\"rest-swst\",\"amount\":100,\"poison\":\"\"}")
                        .id("b1")
                        .with("workflowType", "account")
                        .with("startInput", "{\"owner\":\"Zoë & Söhne\",\"balance\":500}"));

        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.json())
                .hasToString("{\"signalId\":\"b1\",\"workflowId\":\"rest-swst\",\"run\":1,\"sequence\":2,"
                        + "\"outcome\":\"HANDLED\"}");
        assertThat(probe.query("rest-swst", "standing").asText()).isEqualTo("Zoë & Söhne 390");
    }

    @Test
    void a_repeated_idempotency_key_has_no_second_effect_and_is_told_of_the_first() {
        RestAnswer first = sender.call(RestCall.note("rest-twice", 1).id("once"));
        sender.call(RestCall.note("rest-twice", 2));

        RestAnswer repeated = sender.call(RestCall.note("rest-twice", 1).id("once"));

        assertThat(repeated.status()).isEqualTo(200);
        assertThat(repeated.outcome()).isEqualTo("DUPLICATE");
        assertThat(repeated.text("first")).isEqualTo("HANDLED");
        assertThat(repeated.text("sequence")).isEqualTo(first.text("sequence"));
        assertThat(probe.query("rest-twice", "notes")).hasToString("[\"rest:1\",\"rest:2\"]");
    }

    @Test
    void without_an_idempotency_key_one_is_drawn_and_told() {
        RestAnswer one = sender.call(RestCall.note("rest-drawn", 1));
        RestAnswer other = sender.call(RestCall.note("rest-drawn", 1));

        assertThat(one.text("signalId")).isNotBlank().isNotEqualTo(other.text("signalId"));
        assertThat(probe.query("rest-drawn", "size").asInt()).isEqualTo(2);
        assertThat(receipt("rest-drawn", one.text("signalId")).outcome()).isEqualTo("HANDLED");
    }

    @ParameterizedTest
    @MethodSource("waits")
    void what_is_waited_for_is_truly_told(String wait) {
        RestAnswer receipt = sender.call(RestCall.note("rest-wait-" + wait, 1).with("wait", wait));

        assertThat(receipt.status()).isEqualTo(200);
        assertThat(receipt.outcome()).isEqualTo("HANDLED");
        assertThat(probe.query("rest-wait-" + wait, "size").asInt()).isEqualTo(1);
    }

    static Stream<String> waits() {
        return Stream.of("accepted", "handled");
    }

    @Test
    void another_wait_is_refused_before_anything_happens() {
        RestAnswer refused =
                sender.call(RestCall.note("rest-wait-wrong", 1).id("w").with("wait", "forever"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("MALFORMED");
        assertThat(refused.text("detail")).contains("'wait'", "'forever'", "accepted", "handled");
        assertThat(receipt("rest-wait-wrong", "w").status()).isEqualTo(404);
    }

    @Test
    void a_signal_whose_handler_fails_is_accepted_as_parked_and_its_location_tells_what_became_of_it() {
        sender.call(RestCall.post("workflows", "fragile", "instances", "rest-parked"));
        RestAnswer poison = sender.call(job("rest-parked", 1, "rest-parked").id("poison"));
        RestAnswer behind = sender.call(job("rest-parked", 2, "").id("behind"));

        assertThat(poison.status()).isEqualTo(202);
        assertThat(poison.outcome()).isEqualTo("PARKED");
        assertThat(behind.status()).isEqualTo(202);
        assertThat(sender.follow(poison.header("Location")).outcome()).isEqualTo("PARKED");

        probe.turnOff("rest-parked");
        probe.retry("rest-parked");

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                sender.follow(behind.header("Location")).outcome())
                        .isEqualTo("HANDLED"));
        assertThat(probe.query("rest-parked", "done")).hasToString("[1,2]");
    }

    @Test
    void an_early_signal_is_held_for_the_time_it_asks_for() {
        RestAnswer held = sender.call(RestCall.signal("rest-held", "note", "{\"sender\":\"early\",\"number\":1}")
                .id("early")
                .with("holdFor", "PT1H"));

        assertThat(held.status()).isEqualTo(202);
        assertThat(held.outcome()).isEqualTo("HELD");
        assertThat(sender.follow(held.header("Location")).outcome()).isEqualTo("HELD");

        sender.call(RestCall.note("rest-held", 2));

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(probe.query("rest-held", "notes")).hasToString("[\"early:1\",\"rest:2\"]"));
        assertThat(receipt("rest-held", "early").outcome()).isEqualTo("HANDLED");
    }

    static Stream<Arguments> refusals() {
        RestCall note = RestCall.signal("rest-open", "note", "{\"sender\":\"a\",\"number\":1}");
        return Stream.of(
                Arguments.of("no such instance", 404, "UNKNOWN_INSTANCE", RestCall.signal("rest-nobody", "note", "{}")),
                Arguments.of(
                        "a closed instance",
                        409,
                        "CLOSED",
                        RestCall.post("instances", "rest-closed", "signals", "touch")),
                Arguments.of("no such signal", 404, "UNKNOWN_SIGNAL", RestCall.signal("rest-open", "dance", "{}")),
                Arguments.of("no such workflow", 404, "UNKNOWN_WORKFLOW", note.with("workflowType", "nowhere")),
                Arguments.of("broken JSON", 400, "BAD_PAYLOAD", note.json("{\"sender\":")),
                Arguments.of("what does not fit", 400, "BAD_PAYLOAD", note.json("{\"sender\":\"a\",\"number\":\"x\"}")),
                Arguments.of(
                        "no payload", 400, "BAD_PAYLOAD", RestCall.post("instances", "rest-open", "signals", "note")),
                Arguments.of("no UTF-8", 400, "BAD_PAYLOAD", note.body(new byte[] {'"', (byte) 0xC3, 0x28, '"'})),
                Arguments.of(
                        "a wrong start input", 400, "BAD_PAYLOAD", booking().with("startInput", "{\"owner\":1}")),
                Arguments.of("a wrong duration", 400, "MALFORMED", note.with("holdFor", "tomorrow")),
                Arguments.of(
                        "more than it may be long", 413, "TOO_LARGE", note.json("\"" + "a".repeat(1_000_001) + "\"")));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @MethodSource("refusals")
    void a_refused_signal_is_kept_and_its_problem_tells_where(String what, int status, String reason, RestCall call) {
        long handled = probe.number("select count(*) from journal where workflow_id = 'rest-open'");
        String id = "refused: " + what;

        RestAnswer refused = sender.call(call.id(id));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(status);
        assertThat(refused.reason()).isEqualTo(reason);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.text("detail")).isNotBlank();
        assertThat(refused.text("signalId")).isEqualTo(id);
        RestAnswer receipt = receipt(refused.text("workflowId"), id);
        assertThat(receipt.outcome()).isEqualTo("REJECTED");
        assertThat(receipt.reason()).isEqualTo(reason);
        assertThat(probe.number("select count(*) from undeliverable where signal_id = ?", id))
                .isEqualTo(1);
        assertThat(probe.number("select count(*) from journal where workflow_id = 'rest-open'"))
                .isEqualTo(handled);
    }

    @Test
    void a_body_of_another_type_or_of_none_is_refused_and_not_kept() {
        RestCall note = RestCall.signal("rest-open", "note", "{\"sender\":\"a\",\"number\":1}");
        RestAnswer xml = sender.call(note.header("Content-Type", "text/xml").id("type xml"));
        RestAnswer none = sender.call(RestCall.post("instances", "rest-open", "signals", "note")
                .body(new byte[] {'1'})
                .id("type none"));

        assertThat(xml.status()).isEqualTo(415);
        assertThat(xml.text("detail")).contains("application/json");
        assertThat(none.status()).isEqualTo(415);
        assertThat(probe.number("select count(*) from undeliverable where signal_id like 'type %'"))
                .isZero();
        assertThat(sender.call(note.header("Content-Type", "application/json; charset=utf-8"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void there_is_no_receipt_of_a_signal_that_was_never_sent() {
        RestAnswer none = receipt("rest-open", "never");

        assertThat(none.status()).isEqualTo(404);
        assertThat(none.text("detail")).contains("'never'", "'rest-open'");
    }

    private RestAnswer receipt(String workflowId, String signalId) {
        return sender.call(RestCall.get("receipts", workflowId, signalId));
    }

    private static RestCall job(String id, int number, String poison) {
        return RestCall.signal(id, "work", "{\"number\":" + number + ",\"poison\":\"" + poison + "\"}");
    }

    private static RestCall booking() {
        return RestCall.signal("rest-refused-start", "book", "{\"reference\":\"r\",\"amount\":1,\"poison\":\"\"}")
                .with("workflowType", "account");
    }
}
