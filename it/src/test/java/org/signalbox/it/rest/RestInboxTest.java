package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** A bad signal is mended in its inbox; those behind it go on by themselves, in their order. */
@OnServer
class RestInboxTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final RestClient sender;
    private final RestClient operator;

    RestInboxTest(SignalboxServer server) {
        probe = server.probe();
        sender = server.rest(User.SENDER);
        operator = server.rest(User.OPERATOR);
    }

    @Test
    void a_skipped_signal_has_no_effect_and_its_receipt_and_the_journal_tell_why() {
        park("inbox-skip");

        RestAnswer skipped = mend("inbox-skip", "skip");

        assertThat(skipped.status()).isEqualTo(200);
        assertDone("inbox-skip", "[2,3,4]");
        RestAnswer receipt = receipt("inbox-skip", "n1");
        assertThat(receipt.outcome()).isEqualTo("REJECTED");
        assertThat(receipt.reason()).isEqualTo("WITHDRAWN");
        assertThat(receipt.text("sequence")).isEqualTo("2");
        RestAnswer repeated = sender.call(poison("inbox-skip"));
        assertThat(repeated.outcome()).isEqualTo("DUPLICATE");
        assertThat(repeated.text("first")).isEqualTo("REJECTED");
        assertThat(journal("inbox-skip")).contains("MEND", "SKIPPED", "wrong number", "operator");
        assertBalanced("inbox-skip");
    }

    @Test
    void an_edited_signal_is_handled_in_its_place_and_the_old_payload_stays_in_the_journal() {
        park("inbox-edit");

        RestAnswer edited = operator.call(call("inbox-edit", "edit").json("{\"number\":10,\"poison\":\"\"}"));

        assertThat(edited.status()).isEqualTo(200);
        assertDone("inbox-edit", "[10,2,3,4]");
        assertThat(receipt("inbox-edit", "n1").outcome()).isEqualTo("HANDLED");
        assertThat(journal("inbox-edit"))
                .contains("\"before\":{\"number\":1,\"poison\":\"inbox-edit\"}", "wrong number");
        assertBalanced("inbox-edit");
    }

    @Test
    void a_withdrawn_signal_is_undeliverable_and_can_be_sent_again() {
        park("inbox-withdraw");

        assertThat(mend("inbox-withdraw", "withdraw").status()).isEqualTo(200);

        assertDone("inbox-withdraw", "[2,3,4]");
        assertThat(receipt("inbox-withdraw", "n1").reason()).isEqualTo("WITHDRAWN");
        RestAnswer kept = operator.call(RestCall.get("undeliverable")
                .with("workflowId", "inbox-withdraw")
                .with("reason", "WITHDRAWN"));
        assertThat(kept.items("signalId")).containsExactly("n1");
        assertBalanced("inbox-withdraw");
        probe.turnOff("inbox-withdraw");
        assertThat(operator.call(RestCall.post(
                                "undeliverable", kept.items("number").get(0), "resend"))
                        .outcome())
                .isEqualTo("HANDLED");
        assertDone("inbox-withdraw", "[2,3,4,1]");
        assertBalanced("inbox-withdraw");
    }

    @Test
    void a_redelivered_signal_goes_behind_the_others() {
        park("inbox-again");
        probe.turnOff("inbox-again");

        RestAnswer receipt = mend("inbox-again", "redeliver");

        assertThat(receipt.status()).isIn(200, 202);
        assertThat(receipt.text("signalId")).isEqualTo("n1");
        assertDone("inbox-again", "[2,3,4,1]");
        assertThat(receipt("inbox-again", "n1").outcome()).isEqualTo("HANDLED");
        assertBalanced("inbox-again");
    }

    @Test
    void what_is_not_possible_is_refused_with_the_reason() {
        park("inbox-refused");

        assertThat(operator.call(RestCall.post("instances", "inbox-refused", "inbox", "1", "skip"))
                        .text("detail"))
                .contains("HANDLED");
        RestAnswer none = operator.call(RestCall.post("instances", "inbox-refused", "inbox", "99", "skip"));
        assertThat(none.status()).isEqualTo(409);
        assertThat(none.reason()).isEqualTo("INVALID");
        assertThat(operator.call(call("inbox-refused", "edit").json("[]")).reason())
                .isEqualTo("BAD_PAYLOAD");
        assertThat(operator.call(RestCall.post("instances", "inbox-nobody", "inbox", "1", "skip"))
                        .status())
                .isEqualTo(409);
        assertThat(sender.call(RestCall.post("instances", "inbox-refused", "inbox", "2", "skip"))
                        .status())
                .isEqualTo(403);
        assertThat(receipt("inbox-refused", "n1").outcome()).isEqualTo("PARKED");
    }

    /** With a poison signal, event 2, and three behind it. */
    private void park(String id) {
        sender.call(RestCall.post("workflows", "fragile", "instances", id));
        sender.call(poison(id));
        for (int n = 2; n <= 4; n++) {
            sender.call(job(id, n));
        }
    }

    private static RestCall poison(String id) {
        return RestCall.signal(id, "work", "{\"number\":1,\"poison\":\"" + id + "\"}")
                .id("n1");
    }

    private static RestCall job(String id, int number) {
        return RestCall.signal(id, "work", "{\"number\":" + number + ",\"poison\":\"\"}")
                .id("n" + number);
    }

    private static RestCall call(String id, String what) {
        return RestCall.post("instances", id, "inbox", "2", what).with("reason", "wrong number");
    }

    private RestAnswer mend(String id, String what) {
        return operator.call(call(id, what));
    }

    private void assertDone(String id, String done) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(probe.query(id, "done")).hasToString(done));
        await().atMost(LIMIT).until(() -> probe.number("select waiting from instance where workflow_id = ?", id) == 0);
    }

    private RestAnswer receipt(String id, String signalId) {
        return sender.call(RestCall.get("receipts", id, signalId));
    }

    private String journal(String id) {
        return operator.call(RestCall.get("instances", id, "journal")).body();
    }

    private void assertBalanced(String id) {
        RestAnswer balance = operator.call(RestCall.get("balances", id));
        assertThat(balance.json().path("right").asBoolean()).as(balance.body()).isTrue();
        assertThat(balance.text("sent")).isIn("4", "5");
    }
}
