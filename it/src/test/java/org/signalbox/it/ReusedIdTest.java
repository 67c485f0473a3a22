package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** An id stands for one signal, start or update, through whichever door it comes; another use of it is refused and kept. */
@OnServer
class ReusedIdTest {

    private final SignalboxServer server;
    private final Sender sender;
    private final RestClient rest;

    ReusedIdTest(SignalboxServer server, Sender sender) {
        this.server = server;
        this.sender = sender;
        this.rest = server.rest(User.OPERATOR);
    }

    private static Draft note(String id, String json) {
        return Draft.text(json).signal("note").to(id).starting("ledger").id("42");
    }

    private List<List<String>> kept(String id) {
        return server.probe()
                .rows(
                        "select signal, times from undeliverable where workflow_id = ? and reason = 'ID_REUSED' order by id",
                        id);
    }

    @Test
    void over_jms_another_signal_under_a_used_id_is_rejected_and_kept_with_its_bytes() {
        String first = "{\"sender\":\"a\",\"number\":1}";
        sender.ask(note("reused-jms", first));

        Reply otherPayload = sender.ask(note("reused-jms", "{\"sender\":\"a\",\"number\":2}"));
        Reply third = sender.ask(note("reused-jms", "{\"sender\":\"a\",\"number\":3}"));
        Reply otherName =
                sender.ask(Draft.text("\"x\"").signal("text").to("reused-jms").id("42"));
        sender.ask(note("reused-jms", "{\"sender\":\"a\",\"number\":3}"));
        Reply repeated = sender.ask(note("reused-jms", first));

        for (Reply reply : List.of(otherPayload, third, otherName)) {
            assertThat(reply.outcome()).isEqualTo("REJECTED");
            assertThat(reply.json().path("reason").asText()).isEqualTo("ID_REUSED");
        }
        assertThat(repeated.outcome()).isEqualTo("DUPLICATE");
        assertThat(server.probe().query("reused-jms", "notes")).hasToString("[\"a:1\"]");
        assertThat(kept("reused-jms"))
                .containsExactly(List.of("note", "1"), List.of("note", "2"), List.of("text", "1"));
        assertThat(server.probe().undeliverable("reused-jms").toString()).contains("ID_REUSED");
        assertThat(rest.call(RestCall.get("receipts", "reused-jms", "42")).outcome())
                .isEqualTo("HANDLED");
        JsonNode balance = rest.call(RestCall.get("balances", "reused-jms")).json();
        assertThat(balance.path("sent").asInt()).isEqualTo(6);
        assertThat(balance.path("undeliverable").asInt()).isEqualTo(4);
        assertThat(balance.path("duplicate").asInt()).isEqualTo(1);
    }

    @Test
    void the_same_json_as_text_bytes_map_or_in_another_order_is_a_duplicate() {
        sender.ask(note("reused-same", "{\"sender\":\"é\",\"number\":1}"));
        String other = "{ \"number\": 1.0e0,\n\"sender\": \"\\u00e9\" }";
        List<Draft> same = List.of(
                note("reused-same", other),
                Draft.bytes(other.getBytes(StandardCharsets.UTF_8))
                        .signal("note")
                        .to("reused-same")
                        .id("42"),
                Draft.map(Map.of("number", 1, "sender", "é"))
                        .signal("note")
                        .to("reused-same")
                        .id("42"));

        assertThat(sender.askAll(same)).extracting(Reply::outcome).containsOnly("DUPLICATE");
        assertThat(rest.call(RestCall.signal("reused-same", "note", other).id("42"))
                        .outcome())
                .isEqualTo("DUPLICATE");
        assertThat(kept("reused-same")).isEmpty();
    }

    @Test
    void of_a_signal_with_start_the_type_and_the_start_input_count_too() {
        Draft first = note("reused-start", "{\"sender\":\"a\",\"number\":1}").with("startInput", "{\"a\":1,\"b\":2}");
        sender.ask(first);

        assertThat(sender.ask(first.with("startInput", "{\"b\":2,\"a\":1}")).outcome())
                .isEqualTo("DUPLICATE");
        assertThat(sender.ask(first.without("workflowType").without("startInput"))
                        .outcome())
                .isEqualTo("DUPLICATE");
        assertThat(sender.ask(first.with("startInput", "{\"b\":2}")).outcome()).isEqualTo("REJECTED");
        assertThat(sender.ask(first.starting("fragile")).outcome()).isEqualTo("REJECTED");
        assertThat(kept("reused-start")).hasSize(2);
    }

    @Test
    void over_rest_it_is_422_for_signals_starts_updates_and_several_together() {
        RestCall start = RestCall.post("workflows", "depot", "instances", "reused-rest")
                .id("s")
                .json("5");
        rest.call(start);
        rest.call(RestCall.update("reused-rest", "reserve", "1").id("u"));

        List<RestAnswer> refused = List.of(
                rest.call(RestCall.post("workflows", "ledger", "instances", "reused-rest")
                        .id("s")),
                rest.call(RestCall.post("workflows", "depot", "instances", "reused-rest")
                        .id("s")
                        .json("6")),
                rest.call(RestCall.update("reused-rest", "reserve", "2").id("u")),
                rest.call(RestCall.update("reused-rest", "reserve", "1").id("s")),
                rest.call(RestCall.signal("reused-rest", "reserve", "1").id("u")),
                rest.call(RestCall.post("instances", "reused-rest", "signals")
                        .json("[{\"signal\":\"x\",\"signalId\":\"new\"},{\"signal\":\"y\",\"signalId\":\"u\"}]")));

        assertThat(refused).extracting(RestAnswer::status).containsOnly(422);
        assertThat(refused).extracting(RestAnswer::reason).containsOnly("ID_REUSED");
        assertThat(refused.get(5).json().path("element").asInt()).isEqualTo(2);
        assertThat(kept("reused-rest")).containsExactly(List.of("reserve", "1"));
        assertThat(rest.call(start).status()).isEqualTo(200);
        assertThat(rest.call(RestCall.update("reused-rest", "reserve", "1.0").id("u"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void what_an_operator_made_of_an_event_does_not_count() {
        sender.ask(note("reused-edit", "{\"sender\":\"a\",\"number\":1}"));
        rest.call(RestCall.post("instances", "reused-edit", "pause").with("reason", "test"));
        String sent = "{\"sender\":\"a\",\"number\":2}";
        Reply waits = sender.ask(note("reused-edit", sent).id("edited"));
        String sequence = String.valueOf(waits.sequence());
        assertThat(rest.call(RestCall.post("instances", "reused-edit", "inbox", sequence, "edit")
                                .with("reason", "test")
                                .json("{\"sender\":\"a\",\"number\":3}"))
                        .status())
                .isEqualTo(200);

        assertThat(sender.ask(note("reused-edit", sent).id("edited")).outcome()).isEqualTo("DUPLICATE");

        rest.call(RestCall.post("instances", "reused-edit", "inbox", sequence, "redeliver")
                .with("reason", "test"));

        assertThat(sender.ask(note("reused-edit", sent).id("edited")).outcome()).isEqualTo("DUPLICATE");
        assertThat(sender.ask(note("reused-edit", "{\"sender\":\"a\",\"number\":4}")
                                .id("edited"))
                        .outcome())
                .isEqualTo("REJECTED");
        rest.call(RestCall.post("instances", "reused-edit", "resume"));
    }

    @Test
    void an_id_from_before_there_were_fingerprints_is_compared_by_kind_and_name() {
        sender.ask(note("reused-old", "{\"sender\":\"a\",\"number\":1}"));
        assertThat(server.probe().change("update journal set fingerprint = null where workflow_id = ?", "reused-old"))
                .isPositive();

        assertThat(sender.ask(note("reused-old", "{\"sender\":\"a\",\"number\":2}"))
                        .outcome())
                .isEqualTo("DUPLICATE");
        assertThat(sender.ask(Draft.text("\"x\"")
                                .signal("text")
                                .to("reused-old")
                                .id("42"))
                        .outcome())
                .isEqualTo("REJECTED");
    }

    @Test
    void an_id_in_a_header_is_the_same_as_over_jms_and_in_a_path() throws IOException {
        String id = "é用😀;/+";
        sender.ask(note("reused-utf8", "{\"sender\":\"a\",\"number\":1}").id(id));

        RestCall call = RestCall.signal("reused-utf8", "note", "{\"sender\":\"a\",\"number\":1}");
        assertThat(raw(call, id, StandardCharsets.UTF_8)).contains("200 OK", "\"outcome\":\"DUPLICATE\"", id);
        assertThat(raw(call, "é", StandardCharsets.ISO_8859_1)).contains(" 400 ", "Idempotency-Key is not UTF-8");
        assertThat(raw(call, "a\r\nIdempotency-Key: b", StandardCharsets.UTF_8)).contains(" 400 ", "2 times");
        assertThat(rest.call(RestCall.get("receipts", "reused-utf8", id)).outcome())
                .isEqualTo("HANDLED");
    }

    /** Java's client sends ASCII only. */
    private String raw(RestCall call, String key, Charset charset) throws IOException {
        HttpRequest request = rest.request(call);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), request.uri().getPort())) {
            String body = "{\"sender\":\"a\",\"number\":1}";
            StringBuilder head = new StringBuilder("POST " + request.uri().getRawPath() + " HTTP/1.1\r\nHost: x\r\n");
            request.headers().map().forEach((name, values) -> head.append(name + ": " + values.get(0) + "\r\n"));
            head.append("Connection: close\r\nContent-Length: " + body.length() + "\r\nIdempotency-Key: " + key);
            socket.getOutputStream().write((head + "\r\n\r\n" + body).getBytes(charset));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_semicolon_in_a_path_cuts_nothing_off() {
        RestAnswer refused = rest.callUnchecked(RestCall.of("POST", "/workflows/ledger/instances/reused;b=c"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).contains("%3B");
        assertThat(rest.call(RestCall.get("instances", "reused")).status()).isEqualTo(404);
        assertThat(rest.call(RestCall.post("workflows", "ledger", "instances", "reused;b=c"))
                        .text("workflowId"))
                .isEqualTo("reused;b=c");
        assertThat(rest.call(RestCall.get("instances", "reused;b=c", "export")).header("Content-Disposition"))
                .matches("attachment; filename=\"instance-reused_b_c-\\p{XDigit}{8}.jsonl\"; filename\\*=UTF-8''.+");
    }

    @Test
    void what_would_be_stored_as_something_else_is_refused() {
        for (String body : List.of(
                "{\"sender\":\"a\",\"sender\":\"b\",\"number\":1}",
                "{\"sender\":\"\\ud800\",\"number\":1}",
                "{\"sender\":\"\ud800\",\"number\":1}")) {
            Reply refused = sender.ask(note("reused-strict", body));
            assertThat(refused.outcome()).as(body).isEqualTo("REJECTED");
            assertThat(refused.json().path("reason").asText()).isEqualTo("BAD_PAYLOAD");
        }
        assertThat(rest.call(RestCall.post("instances", "reused-strict", "signals")
                                .with("workflowType", "ledger")
                                .json("[{\"signal\":\"touch\",\"payload\":{\"a\":1,\"a\":2}}]"))
                        .reason())
                .isEqualTo("BAD_PAYLOAD");
    }
}
