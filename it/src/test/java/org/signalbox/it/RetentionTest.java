package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** What is kept for a time only. */
@OnServer
class RetentionTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final RestClient sender;
    private final RestClient operator;

    RetentionTest(SignalboxServer server) {
        this.probe = server.probe();
        this.sender = server.rest(User.SENDER);
        this.operator = server.rest(User.OPERATOR);
    }

    private static RestCall reserve(String id) {
        return RestCall.update("retention-depot", "reserve", "1").id(id);
    }

    private static RestCall settle(String number) {
        return RestCall.post("workflows", "depot", "signals", "touch")
                .with("businessKey", "number=" + number)
                .id("retention-" + number);
    }

    /** The server of the tests keeps journals for ten years. */
    @Test
    void events_and_their_signal_ids_are_forgotten_after_their_time_and_the_balance_stays_exact() {
        for (int n = 1; n <= 6; n++) {
            assertThat(sender.call(note(n)).outcome()).isEqualTo("HANDLED");
        }
        sender.call(RestCall.signal("retention-ledger", "dance", "{}").id("refused"));
        operator.call(RestCall.post("instances", "retention-ledger", "pause"));
        assertThat(sender.call(note(7)).outcome()).isEqualTo("ACCEPTED");
        String before = sums();
        assertThat(before).startsWith("8: 6 handled, 1 waiting, 1 undeliverable");
        probe.change("update journal set accepted_at = timestamp with time zone '2001-01-01 00:00:00+00',"
                + " handled_at = case when handled_at is null then null"
                + " else timestamp with time zone '2001-01-01 00:00:00+00' end"
                + " where workflow_id = 'retention-ledger' and (sequence <= 5 or signal_id = 'n7')");

        await().atMost(LIMIT)
                .until(() -> probe.number(
                                "select count(*) from journal where workflow_id = 'retention-ledger' and sequence <= 5")
                        == 0);

        assertThat(sums()).isEqualTo(before);
        operator.call(RestCall.post("instances", "retention-ledger", "resume"));
        assertThat(sender.call(note(7).with("wait", "handled")).text("first")).isEqualTo("HANDLED");
        assertThat(sender.call(note(6)).outcome()).isEqualTo("DUPLICATE");
        assertThat(sender.call(RestCall.get("receipts", "retention-ledger", "n2"))
                        .status())
                .isEqualTo(404);
        assertThat(sender.call(note(2)).outcome()).as("forgotten").isEqualTo("HANDLED");
        assertThat(probe.query("retention-ledger", "notes").size()).isEqualTo(8);
        assertThat(sums()).startsWith("11: 8 handled, 0 waiting, 1 undeliverable");
    }

    private static RestCall note(int n) {
        return RestCall.note("retention-ledger", n).id("n" + n);
    }

    private String sums() {
        JsonNode balance =
                operator.call(RestCall.get("balances", "retention-ledger")).json();
        return balance.path("sent") + ": " + balance.path("handled") + " handled, " + balance.path("waiting")
                + " waiting, " + balance.path("undeliverable") + " undeliverable " + balance.path("complaints");
    }

    @Test
    void answers_and_addresses_are_forgotten_after_their_time_and_not_before() {
        sender.call(RestCall.post("workflows", "depot", "instances", "retention-depot")
                .json("50"));
        for (String number : List.of("old-key", "new-key")) {
            sender.call(RestCall.signal(
                    "retention-depot",
                    "take",
                    "{\"number\":\"" + number + "\",\"tags\":[],\"due\":\"2024-02-29T10:00:00Z\"}"));
            assertThat(sender.call(settle(number)).outcome()).isEqualTo("HANDLED");
        }
        for (int i = 1; i <= 20; i++) {
            assertThat(sender.call(reserve("old-" + i)).status()).isEqualTo(200);
        }
        assertThat(sender.call(reserve("new")).text("result")).isEqualTo("29");
        long last = probe.number("select max(sequence) from answer where workflow_id = 'retention-depot'");
        probe.change("update answer set answered_at = current_timestamp - interval '91' day"
                + " where workflow_id = 'retention-depot' and sequence < " + last);
        probe.change("update keyed_signal set decided_at = current_timestamp - interval '91' day"
                + " where signal_id = 'retention-old-key'");

        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from answer where workflow_id = 'retention-depot'") == 1
                        && probe.number("select count(*) from keyed_signal where signal_id like 'retention-%'") == 1);

        assertThat(sender.call(reserve("new")).text("result")).isEqualTo("29");
        RestAnswer late = sender.call(reserve("old-1"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.reason()).isEqualTo("UNANSWERED");
        assertThat(late.text("detail")).contains("not kept any longer");
        assertThat(probe.query("retention-depot", "left").asInt())
                .as("no second effect")
                .isEqualTo(29);
        assertThat(probe.number("select count(*) from keyed_signal where signal_id = 'retention-new-key'"))
                .isEqualTo(1);
    }
}
