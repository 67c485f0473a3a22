package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Whatever bytes come in, they are data: of an instance, of an undeliverable signal, or of a problem. */
@OnServer
class RestHostileTest {

    private static final String FORGED = "1999-12-31 23:59:59,999 ERROR [forged] (nobody) rest-forged";

    private final SignalboxServer server;
    private final Probe probe;
    private final RestClient client;

    RestHostileTest(SignalboxServer server) {
        this.server = server;
        this.probe = server.probe();
        this.client = server.rest(User.OPERATOR);
    }

    static Stream<String> ids() {
        return Stream.of(
                "rest-hostile a/b//c",
                "rest-hostile ../../etc/passwd",
                "rest-hostile ;jsessionid=1?x=y#z&a=b",
                "rest-hostile %2F %00 %25",
                "rest-hostile '; drop table instance; --",
                "rest-hostile \" or \"\"=\"",
                "rest-hostile <script>alert(1)</script>",
                "rest-hostile ${jndi:ldap://x} #{7*7} {{7*7}} {id}",
                "rest-hostile \\u0000 \\n",
                "rest-hostile + ~ . .. :@!$()*,",
                "rest-hostile Grüße 𝄞 日本語 \u202eabc",
                "rest-hostile é e\u0301",
                "rest-hostile " + "𝄞".repeat(80));
    }

    @ParameterizedTest
    @MethodSource("ids")
    void an_id_of_any_signs_is_just_an_id(String id) {
        RestAnswer started = client.call(RestCall.post("workflows", "ledger", "instances", id));
        RestAnswer receipt = client.call(RestCall.signal(id, "text", "\"x\""));

        assertThat(started.status()).as(started.toString()).isEqualTo(201);
        assertThat(started.text("workflowId")).isEqualTo(id);
        assertThat(client.follow(started.header("Location")).text("workflowId")).isEqualTo(id);
        assertThat(receipt.outcome()).isEqualTo("HANDLED");
        assertThat(client.call(RestCall.get("receipts", id, receipt.text("signalId")))
                        .outcome())
                .isEqualTo("HANDLED");
        assertThat(client.call(RestCall.get("instances").with("prefix", id)).items("workflowId"))
                .containsExactly(id);
        assertThat(client.call(RestCall.get("instances", id, "queries", "notes"))
                        .body())
                .isEqualTo("[\"x\"]");
        assertThat(probe.number("select count(*) from instance where workflow_id = ?", id))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/instances/%00",
                "/instances/a%0Ab",
                "/instances/a%7F",
                "/instances/a%C2%85b",
                "/instances/%20a",
                "/instances/a%20",
                "/receipts/rest-hostile/a%0D%0Ab"
            })
    void an_id_that_is_none_is_refused(String path) {
        RestAnswer refused = client.call(RestCall.of("GET", path));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("MALFORMED");
        assertThat(refused.text("detail")).isNotBlank().doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void an_id_that_is_too_long_is_refused() {
        RestAnswer refused = client.call(RestCall.get("instances", "i".repeat(201)));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).contains("201", "200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/instances/%ff",
                "/instances/%C3%28/journal",
                "/instances/%ED%A0%80",
                "/instances?prefix=%ff",
                "/instances?%ff=1"
            })
    void an_address_that_is_no_utf_8_is_refused_with_one_word_and_no_stack_trace(String path) {
        int logged = server.log().size();

        RestAnswer refused = client.call(RestCall.of("GET", path));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("MALFORMED");
        assertThat(refused.text("detail")).contains("UTF-8");
        assertThat(server.log().stream().skip(logged)).noneMatch(line -> line.startsWith("\tat "));
    }

    @Test
    void a_type_with_a_quoted_parameter_is_a_type() {
        RestAnswer taken = client.call(
                RestCall.note("rest-hostile-type", 1).header("Content-Type", "application/json; note=\"a, b\""));

        assertThat(taken.outcome()).as(taken.toString()).isEqualTo("HANDLED");
    }

    @ParameterizedTest
    @CsvSource({"Content-Type,nonsense", "Content-Type,''", "Accept,nonsense", "Accept,'application/json, nonsense'"})
    void a_header_that_names_no_type_is_refused(String header, String value) {
        RestAnswer refused =
                client.call(RestCall.post("instances", "rest-hostile", "retry").header(header, value));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("MALFORMED");
        assertThat(refused.text("detail")).contains(header);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; drop table journal; --",
                "<script>alert(1)</script><img src=x onerror=alert(2)>",
                "\u0000\u0001\u001f",
                "Grüße 𝄞 \u2028 \u202e \ufffe",
                "\\\"quoted\\\""
            })
    void a_payload_of_any_signs_comes_back_as_it_was(String text) throws Exception {
        String json = new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(text);
        String id = "rest-payload " + Arrays.hashCode(text.getBytes(StandardCharsets.UTF_8));

        client.call(RestCall.signal(id, "text", json).with("workflowType", "ledger"));

        assertThat(client.call(RestCall.get("instances", id, "queries", "notes"))
                        .json()
                        .path(0)
                        .asText())
                .isEqualTo(text);
        RestAnswer journal =
                client.call(RestCall.get("instances", id, "journal").with("from", "2"));
        assertThat(journal.items("payload")).containsExactly(text);
        assertThat(journal.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void json_that_is_deep_is_refused_and_kept_and_json_that_is_wide_is_taken() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        String wide = "{\"sender\":\"" + "w".repeat(900_000) + "\",\"number\":1}";

        RestAnswer refused =
                client.call(RestCall.note("rest-deep", 1).json(deep).id("deep"));
        RestAnswer taken = client.call(RestCall.note("rest-wide", 1).json(wide));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("BAD_PAYLOAD");
        assertThat(probe.number("select count(*) from undeliverable where signal_id = 'deep'"))
                .isEqualTo(1);
        assertThat(taken.outcome()).isEqualTo("HANDLED");
    }

    static Stream<String> oddJson() {
        return Stream.of(
                "{\"sender\":\"a\",\"number\":1e999999999}",
                "{\"sender\":\"a\",\"number\":" + "9".repeat(100_000) + "}",
                "{\"sender\":\"a\",\"number\":1.5}",
                "{\"sender\":\"a\",\"number\":1,\"number\":2}",
                "{\"sender\":\"\\ud800\",\"number\":1",
                "{'sender':'a','number':1}",
                "{\"sender\":\"a\",\"number\":NaN}",
                "/* */ {\"sender\":\"a\",\"number\":1}",
                "\uFEFF{\"sender\":");
    }

    @ParameterizedTest
    @MethodSource("oddJson")
    void json_that_only_looks_like_it_is_refused_without_harm(String json) {
        RestAnswer refused = client.call(RestCall.note("rest-odd", 1).json(json));

        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.reason()).isEqualTo("BAD_PAYLOAD");
        assertThat(refused.text("detail")).hasSizeLessThan(2_000);
    }

    @Test
    void a_body_that_is_too_long_to_be_read_is_answered_and_not_kept() {
        RestAnswer refused = client.call(RestCall.note("rest-huge", 1)
                .json("\"" + "n".repeat(9_000_000) + "\"")
                .id("huge"));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.reason()).isEqualTo("TOO_LARGE");
        assertThat(refused.text("detail")).contains("8000000");
        assertThat(client.call(RestCall.note("rest-huge", 1)).outcome())
                .as("the next call")
                .isEqualTo("HANDLED");
        assertThat(probe.number("select count(*) from undeliverable where signal_id = 'huge'"))
                .isZero();
    }

    @Test
    void nor_does_it_hold_up_the_next_calls_of_the_same_connection() {
        RestClient multiplexed = client.overHttp2();
        multiplexed.call(RestCall.note("rest-huge-2", 1));

        for (int n = 0; n < 3; n++) {
            RestCall huge = RestCall.note("rest-huge-2", 1).json("\"" + "n".repeat(9_000_000) + "\"");

            assertThat(multiplexed.call(huge).status()).isEqualTo(413);
            assertThat(multiplexed.call(RestCall.note("rest-huge-2", n)).outcome())
                    .isEqualTo("HANDLED");
        }
    }

    @Test
    void a_body_beyond_the_limit_of_the_server_has_no_effect_and_does_no_harm() {
        RestCall call = RestCall.note("rest-huger", 1)
                .json("\"" + "n".repeat(12_000_000) + "\"")
                .id("huger");

        // the connection may be gone before the answer is read
        assertThat(status(call)).isNotIn(200, 202);
        assertThat(client.call(RestCall.note("rest-huger", 1)).outcome()).isEqualTo("HANDLED");
        assertThat(probe.query("rest-huger", "size").asInt()).isEqualTo(1);
        assertThat(probe.number("select count(*) from undeliverable where signal_id = 'huger'"))
                .isZero();
    }

    private int status(RestCall call) {
        try {
            return client.callUnchecked(call).status();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    @Test
    void no_text_of_a_caller_begins_a_line_of_the_log() {
        String forged = "x\n" + FORGED + "\r" + FORGED + "\u2028";
        int logged = server.log().size();

        client.call(RestCall.post("instances", "rest-log", "signals", forged).with("workflowType", "ledger"));
        client.call(RestCall.post("instances", forged, "signals", "note"));
        client.call(RestCall.signal("rest-log", "note", "{}").with("workflowType", forged));
        client.call(RestCall.signal("rest-log", "note", "{}")
                .with("workflowType", "ledger")
                .with("holdFor", forged));
        client.call(RestCall.signal("rest-log", "note", "{\"number\":\"" + forged.replace("\n", "\\n") + "\"}")
                .with("workflowType", "ledger"));
        client.call(RestCall.get("instances", "rest-log", "queries", forged));
        client.call(RestCall.post("workflows", forged, "instances", "rest-log"));
        client.call(RestCall.signal(
                        "rest-log-parked",
                        "book",
                        "{\"reference\":\"" + forged.replace("\n", "\\n").replace("\r", "\\r")
                                + "\",\"amount\":1,\"poison\":\"rest-log\"}")
                .with("workflowType", "account")
                .with("startInput", "{\"owner\":\"a\",\"balance\":1}"));
        server.restAs(forged, "x").callUnchecked(RestCall.get("workflows"));

        assertThat(server.log().stream().skip(logged))
                .as("what was written")
                .isNotEmpty()
                .noneMatch(line -> line.startsWith(FORGED.substring(0, 10)));
    }
}
