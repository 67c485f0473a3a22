package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Anyone can ask whether a signal got lost, and where. */
@OnServer
class RestBalanceTest {

    private final Probe probe;
    private final RestClient sender;
    private final RestClient operator;

    RestBalanceTest(SignalboxServer server) {
        probe = server.probe();
        sender = server.rest(User.SENDER);
        operator = server.rest(User.OPERATOR);
    }

    @Test
    void every_signal_to_an_instance_is_in_one_sum() {
        early("balance-sums", "e1");
        early("balance-sums", "e1");
        assertThat(sums("balance-sums"))
                .isEqualTo("sent 2: 0 handled, 0 waiting, 1 held, 1 duplicate, 0 undeliverable");

        note("balance-sums", 1);
        note("balance-sums", 1);
        unknown("balance-sums", "u1");
        unknown("balance-sums", "u1");
        unknown("balance-sums", "u2");
        operator.call(RestCall.post("instances", "balance-sums", "pause"));
        note("balance-sums", 2);

        assertThat(sums("balance-sums"))
                .isEqualTo("sent 8: 2 handled, 1 waiting, 0 held, 2 duplicate, 3 undeliverable");

        operator.call(RestCall.post("instances", "balance-sums", "terminate"));
        RestAnswer receipt =
                sender.call(RestCall.get("receipts", "balance-sums", "n2").with("wait", "handled"));

        assertThat(receipt.reason()).isEqualTo("CLOSED");
        assertThat(sums("balance-sums"))
                .isEqualTo("sent 8: 2 handled, 0 waiting, 0 held, 2 duplicate, 4 undeliverable");
    }

    @Test
    void what_is_sent_again_or_discarded_by_an_operator_stays_in_one_sum() {
        sender.call(RestCall.signal("balance-resent", "text", "\"late\"").id("r1"));
        sender.call(RestCall.signal("balance-resent", "text", "\"late\"").id("r1"));
        sender.call(RestCall.signal("balance-resent", "text", "\"late\"").id("r2"));
        String first = undeliverable("balance-resent", "r1");
        operator.call(RestCall.post("undeliverable", first, "resend"));
        note("balance-resent", 1);
        operator.call(RestCall.post("undeliverable", first, "resend"));
        operator.call(RestCall.post("undeliverable", undeliverable("balance-resent", "r2"), "discard"));

        assertThat(sums("balance-resent"))
                .isEqualTo("sent 4: 2 handled, 0 waiting, 0 held, 0 duplicate, 2 undeliverable");
    }

    @Test
    void a_lost_event_and_a_wrong_counter_are_named_with_their_instance() {
        note("balance-lost", 1);
        note("balance-lost", 2);
        String all = "workflow_id = 'balance-lost' and sequence = 2";
        probe.change("update journal set sequence = 9 where " + all);
        assertWrong("balance-lost", "3 sequences were given, but the journal has 3 events, the last with 9.");
        probe.change(
                "update journal set sequence = 2, state = 'WAITING' where workflow_id = 'balance-lost' and sequence = 9");
        assertWrong("balance-lost", "0 events are said to wait, but 1 do.");
        probe.change("update journal set state = 'OPEN' where " + all);
        assertWrong("balance-lost", "0 handlers are said to wait, but 1 events are open.");
        probe.change("update journal set state = 'REJECTED' where " + all);
        assertWrong("balance-lost", "1 accepted signals were rejected, but only 0 are kept as undeliverable.");
        probe.change("update journal set state = 'HANDLED' where " + all);

        assertThat(balance("balance-lost").path("right").asBoolean()).isTrue();
    }

    private void assertWrong(String id, String complaint) {
        JsonNode balance = balance(id);
        assertThat(balance.path("right").asBoolean()).isFalse();
        assertThat(balance.path("complaints")).extracting(JsonNode::asText).contains(complaint);
        JsonNode total = operator.call(RestCall.get("balances")).json();
        assertThat(total.path("right").asBoolean()).isFalse();
        assertThat(total.path("wrong")).contains(balance);
    }

    @Test
    void of_what_is_not_known_there_is_no_balance() {
        assertThat(operator.call(RestCall.get("balances", "balance-nobody")).status())
                .isEqualTo(404);
    }

    private void note(String id, int number) {
        sender.call(RestCall.note(id, number).id("n" + number));
    }

    private void early(String id, String signalId) {
        sender.call(RestCall.signal(id, "text", "\"early\"").id(signalId).with("holdFor", "PT1H"));
    }

    private void unknown(String id, String signalId) {
        sender.call(RestCall.signal(id, "dance", "{}").id(signalId));
    }

    private String undeliverable(String id, String signalId) {
        return probe.text(
                "select id from undeliverable where workflow_id = ? and signal_id = ? and settled is null",
                id,
                signalId);
    }

    private JsonNode balance(String id) {
        return operator.call(RestCall.get("balances", id)).json();
    }

    private String sums(String id) {
        JsonNode b = balance(id);
        assertThat(b.path("complaints")).isEmpty();
        return "sent " + b.path("sent") + ": " + b.path("handled") + " handled, " + b.path("waiting") + " waiting, "
                + b.path("held") + " held, " + b.path("duplicate") + " duplicate, " + b.path("undeliverable")
                + " undeliverable";
    }
}
