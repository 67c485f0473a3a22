package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Signals nobody could take: found, read as they came, sent again or discarded over HTTP. */
@OnServer
class RestUndeliverableTest {

    private final Probe probe;
    private final RestClient sender;
    private final RestClient operator;

    RestUndeliverableTest(SignalboxServer server) {
        probe = server.probe();
        sender = server.rest(User.SENDER);
        operator = server.rest(User.OPERATOR);
    }

    @Test
    void one_is_shown_as_it_came_with_who_sent_it_and_what_is_wrong() {
        refused("rest-und-shown", "s1", "{\"sender\":\"ü\"");
        String number = number("rest-und-shown");

        RestAnswer shown = operator.call(RestCall.get("undeliverable", number));

        assertThat(shown.text("reason")).isEqualTo("BAD_PAYLOAD");
        assertThat(shown.text("detail")).isNotBlank();
        assertThat(shown.text("workflowId")).isEqualTo("rest-und-shown");
        assertThat(shown.text("signal")).isEqualTo("note");
        assertThat(shown.text("signalId")).isEqualTo("s1");
        assertThat(shown.text("workflowType")).isEqualTo("ledger");
        assertThat(shown.text("bodyKind")).isEqualTo("TEXT");
        assertThat(shown.text("body")).isEqualTo("{\"sender\":\"ü\"");
        assertThat(shown.json().path("bodyLength").asInt()).isEqualTo("{\"sender\":\"ü\"".length() + 1);
        assertThat(shown.json().path("properties")).hasToString("{\"door\":\"REST\",\"user\":\"sender\"}");
        assertThat(shown.json().has("settled")).isFalse();
    }

    @Test
    void a_body_that_is_no_text_is_shown_as_base64() {
        sender.call(RestCall.note("rest-und-bytes", 1).body(new byte[] {'"', (byte) 0xC3, 0x28, '"'}));

        RestAnswer shown = operator.call(RestCall.get("undeliverable", number("rest-und-bytes")));

        assertThat(shown.text("bodyBase64")).isEqualTo("IsMoIg==");
        assertThat(shown.json().has("body")).isFalse();
    }

    @Test
    void the_list_is_filtered_and_has_the_newest_first_on_pages() {
        for (int n = 1; n <= 5; n++) {
            refused("rest-und-list", "l" + n, "[]");
        }
        sender.call(RestCall.signal("rest-und-list", "dance", "{}").id("other").with("workflowType", "ledger"));

        List<String> seen = new ArrayList<>();
        RestCall all = of("rest-und-list").with("limit", "2");
        RestAnswer page = operator.call(all);
        seen.addAll(page.items("signalId"));
        while (page.json().has("next")) {
            page = operator.call(all.with("first", page.text("next")));
            seen.addAll(page.items("signalId"));
        }

        assertThat(seen).containsExactly("other", "l5", "l4", "l3", "l2", "l1");
        assertThat(operator.call(of("rest-und-list").with("reason", "UNKNOWN_SIGNAL"))
                        .items("signalId"))
                .containsExactly("other");
        RestAnswer wrong = operator.call(RestCall.get("undeliverable").with("reason", "WEATHER"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text("detail")).contains("'reason'", "UNKNOWN_INSTANCE");
    }

    @Test
    void one_is_sent_again_with_its_signal_id_once_what_was_missing_is_there() {
        sender.call(RestCall.signal("rest-und-resent", "text", "\"late\"").id("late"));
        String number = number("rest-und-resent");
        RestAnswer early = act(number, "resend");
        sender.call(RestCall.post("workflows", "ledger", "instances", "rest-und-resent"));

        RestAnswer resent = act(number, "resend");

        assertThat(early.status()).as("still nobody there").isEqualTo(404);
        assertThat(early.reason()).isEqualTo("UNKNOWN_INSTANCE");
        assertThat(resent.status()).isEqualTo(200);
        assertThat(resent.outcome()).isEqualTo("HANDLED");
        assertThat(resent.text("signalId")).isEqualTo("late");
        assertThat(probe.query("rest-und-resent", "notes")).hasToString("[\"late\"]");
        assertThat(operator.call(RestCall.get("undeliverable", number)).text("settled"))
                .isEqualTo("RESENT");
        assertThat(act(number, "resend").status()).as("settled").isEqualTo(404);
        assertThat(operator.call(of("rest-und-resent")).items("number")).isEmpty();
    }

    @Test
    void many_are_sent_again_in_their_order_and_what_is_still_refused_is_passed_over() {
        for (int n = 1; n <= 5; n++) {
            sender.call(
                    RestCall.signal("rest-und-many", "text", "\"" + n + "\"").id("m" + n));
        }
        sender.call(RestCall.signal("rest-und-many", "text", "[").id("broken"));
        sender.call(RestCall.signal("rest-und-many", "text", "\"6\"").id("m6"));
        RestCall unknown = RestCall.post("resends", "undeliverable")
                .with("workflowId", "rest-und-many")
                .with("reason", "UNKNOWN_INSTANCE");
        RestAnswer early = operator.call(unknown.with("limit", "2"));
        assertThat(early.json().path("refused").asInt()).isEqualTo(2);
        sender.call(RestCall.post("workflows", "ledger", "instances", "rest-und-many"));

        RestAnswer first = operator.call(unknown.with("limit", "4"));
        RestAnswer rest = operator.call(unknown.with("after", first.text("next")));
        RestAnswer broken =
                operator.call(RestCall.post("resends", "undeliverable").with("workflowId", "rest-und-many"));

        assertThat(first.body()).startsWith("{\"resent\":4,\"refused\":0,\"next\":\"");
        assertThat(rest.body()).isEqualTo("{\"resent\":2,\"refused\":0}");
        assertThat(broken.body()).isEqualTo("{\"resent\":0,\"refused\":1}");
        assertThat(probe.query("rest-und-many", "notes")).hasToString("[\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"]");
        assertThat(operator.call(of("rest-und-many")).items("signalId")).containsExactly("broken");
        assertThat(operator.call(RestCall.get("balances", "rest-und-many"))
                        .json()
                        .path("right")
                        .asBoolean())
                .isTrue();
        assertThat(sender.call(unknown).status()).isEqualTo(403);
    }

    @Test
    void one_is_discarded_once_and_stays_readable() {
        refused("rest-und-gone", "g", "[]");
        String number = number("rest-und-gone");

        RestAnswer discarded = act(number, "discard");

        assertThat(discarded.status()).isEqualTo(204);
        assertThat(operator.call(RestCall.get("undeliverable", number)).text("settled"))
                .isEqualTo("DISCARDED");
        assertThat(probe.text("select settled_by from undeliverable where id = " + number))
                .isEqualTo("operator");
        assertThat(act(number, "discard").status()).isEqualTo(404);
        assertThat(act(number, "resend").text("detail")).contains(number, "open");
    }

    @Test
    void what_is_open_is_counted() {
        long before = count();

        refused("rest-und-counted", "c1", "[]");
        refused("rest-und-counted", "c2", "[]");
        assertThat(count()).isEqualTo(before + 2);

        act(number("rest-und-counted"), "discard");
        assertThat(count()).isEqualTo(before + 1);
    }

    @Test
    void a_number_that_is_none_or_unknown_is_said_to_be_so() {
        assertThat(operator.call(RestCall.get("undeliverable", "999999999")).status())
                .isEqualTo(404);
        RestAnswer wrong = operator.call(RestCall.get("undeliverable", "first"));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text("detail")).contains("'number'", "'first'");
    }

    private void refused(String id, String signalId, String payload) {
        RestAnswer refused =
                sender.call(RestCall.signal(id, "note", payload).id(signalId).with("workflowType", "ledger"));
        assertThat(refused.reason()).isEqualTo("BAD_PAYLOAD");
    }

    private RestAnswer act(String number, String what) {
        return operator.call(RestCall.post("undeliverable", number, what));
    }

    private String number(String workflowId) {
        return operator.call(of(workflowId)).items("number").get(0);
    }

    private long count() {
        return operator.call(RestCall.get("counts", "undeliverable"))
                .json()
                .path("count")
                .asLong();
    }

    private static RestCall of(String workflowId) {
        return RestCall.get("undeliverable").with("workflowId", workflowId);
    }
}
