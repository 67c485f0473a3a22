package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** What a sender is told of its signal. */
@OnServer
class JmsReceiptTest {

    private final SignalboxServer server;
    private final Sender sender;

    JmsReceiptTest(SignalboxServer server, Sender sender) {
        this.server = server;
        this.sender = sender;
    }

    @Test
    void a_receipt_is_correlated_by_the_senders_correlation_id() {
        Reply receipt = sender.ask(
                Draft.note("a", 1).to("receipt-correlated").starting("ledger").correlatedBy("my own"));

        assertThat(receipt.correlationId()).isEqualTo("my own");
    }

    @Test
    void a_refusal_is_correlated_as_well() {
        assertThat(sender.ask(Draft.note("a", 1).to("receipt-refused").correlatedBy("c"))
                        .correlationId())
                .isEqualTo("c");
        assertThat(sender.ask(Draft.note("a", 1).to("receipt-refused")).correlationId())
                .startsWith("ID:");
    }

    @Test
    void a_repeated_signal_gets_the_first_ones_receipt_and_has_no_second_effect() {
        Draft draft = Draft.note("a", 1).to("receipt-twice").starting("ledger").id("once");
        Reply first = sender.ask(draft);
        sender.ask(Draft.note("a", 2).to("receipt-twice"));

        Reply repeated = sender.ask(draft);

        assertThat(repeated.outcome()).isEqualTo("DUPLICATE");
        assertThat(repeated.json().path("first").asText()).isEqualTo("HANDLED");
        assertThat(repeated.run()).isEqualTo(first.run());
        assertThat(repeated.sequence()).isEqualTo(first.sequence());
        assertThat(server.probe().query("receipt-twice", "notes")).hasToString("[\"a:1\",\"a:2\"]");
    }

    @Test
    void a_signal_repeated_after_its_run_has_ended_is_still_a_repetition() {
        Draft draft = Draft.note("a", 1).to("receipt-later").starting("ledger").id("once");
        Reply first = sender.ask(draft);
        sender.ask(Draft.empty().signal("close").to("receipt-later"));

        assertThat(sender.ask(draft).outcome()).isEqualTo("DUPLICATE");

        sender.ask(Draft.note("a", 2).to("receipt-later").starting("ledger"));
        Reply repeated = sender.ask(draft);

        assertThat(repeated.outcome()).isEqualTo("DUPLICATE");
        assertThat(repeated.run()).isEqualTo(1);
        assertThat(repeated.sequence()).isEqualTo(first.sequence());
        assertThat(server.probe().query("receipt-later", "notes")).hasToString("[\"a:2\"]");
    }

    @Test
    void the_same_signal_id_at_another_instance_is_another_signal() {
        sender.ask(Draft.note("a", 1).to("receipt-one").starting("ledger").id("same"));

        assertThat(sender.ask(Draft.note("a", 1)
                                .to("receipt-other")
                                .starting("ledger")
                                .id("same"))
                        .outcome())
                .isEqualTo("HANDLED");
    }

    @Test
    void early_signals_are_held_and_handed_over_in_order_before_the_one_that_starts() {
        for (int n = 1; n <= 3; n++) {
            Reply held = sender.ask(Draft.note("early", n).to("receipt-held").with("holdFor", "PT1H"));
            assertThat(held.outcome()).isEqualTo("HELD");
        }

        sender.ask(Draft.note("starting", 4).to("receipt-held").starting("ledger"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(server.probe().query("receipt-held", "notes"))
                        .hasToString("[\"early:1\",\"early:2\",\"early:3\",\"starting:4\"]"));
        assertThat(server.probe().number("select count(*) from held_signal where workflow_id = 'receipt-held'"))
                .isZero();
    }

    @Test
    void a_start_without_a_signal_hands_over_what_was_held_as_well() {
        sender.ask(Draft.note("early", 1).to("receipt-held-start").with("holdFor", "P1D"));

        assertThat(server.probe().start("ledger", "receipt-held-start")).isEqualTo("run 1");

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(server.probe().query("receipt-held-start", "notes"))
                        .hasToString("[\"early:1\"]"));
    }

    @Test
    void a_held_signal_that_is_repeated_is_held_once() {
        Draft draft = Draft.note("early", 1)
                .to("receipt-held-twice")
                .with("holdFor", "PT1H")
                .id("once");
        sender.ask(draft);

        Reply repeated = sender.ask(draft);

        assertThat(repeated.outcome()).isEqualTo("DUPLICATE");
        assertThat(repeated.json().path("first").asText()).isEqualTo("HELD");
        sender.ask(Draft.note("starting", 2).to("receipt-held-twice").starting("ledger"));
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(server.probe().query("receipt-held-twice", "notes"))
                        .hasToString("[\"early:1\",\"starting:2\"]"));
    }

    @Test
    void a_signal_held_in_vain_becomes_undeliverable_when_its_time_is_over() {
        Reply held = sender.ask(Draft.note("early", 1)
                .to("receipt-overdue")
                .with("holdFor", "PT1S")
                .id("overdue"));
        assertThat(held.outcome()).isEqualTo("HELD");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !undeliverable("receipt-overdue").isEmpty());

        assertThat(undeliverable("receipt-overdue")).containsExactly(List.of("EXPIRED", "overdue"));
        assertThat(server.probe().number("select count(*) from held_signal where workflow_id = 'receipt-overdue'"))
                .isZero();
    }

    @Test
    void a_held_signal_that_the_started_workflow_does_not_take_becomes_undeliverable() {
        sender.ask(Draft.empty()
                .signal("dance")
                .to("receipt-misheld")
                .with("holdFor", "PT1H")
                .id("d"));
        sender.ask(Draft.text("[]")
                .signal("note")
                .to("receipt-misheld")
                .with("holdFor", "PT1H")
                .id("n"));

        sender.ask(Draft.note("a", 1).to("receipt-misheld").starting("ledger"));

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(undeliverable("receipt-misheld"))
                        .containsExactlyInAnyOrder(List.of("UNKNOWN_SIGNAL", "d"), List.of("BAD_PAYLOAD", "n")));
    }

    @Test
    void a_signal_whose_handler_fails_is_parked_and_so_are_those_behind_it() {
        sender.ask(Draft.text("{\"number\":1,\"poison\":\"\"}")
                .signal("work")
                .to("receipt-parked")
                .starting("fragile"));

        Reply poison = sender.ask(Draft.text("{\"number\":2,\"poison\":\"receipt-parked\"}")
                .signal("work")
                .to("receipt-parked")
                .id("poison"));
        Reply behind = sender.ask(
                Draft.text("{\"number\":3,\"poison\":\"\"}").signal("work").to("receipt-parked"));

        assertThat(poison.outcome()).isEqualTo("PARKED");
        assertThat(poison.sequence()).isEqualTo(3);
        assertThat(behind.outcome()).isEqualTo("PARKED");
        assertThat(behind.sequence()).isEqualTo(4);
        server.probe().turnOff("receipt-parked");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(server.probe().query("receipt-parked", "done"))
                        .hasToString("[1,2,3]"));
        Reply repeated = sender.ask(Draft.text("{\"number\":2,\"poison\":\"receipt-parked\"}")
                .signal("work")
                .to("receipt-parked")
                .id("poison"));
        assertThat(repeated.json().path("first").asText()).isEqualTo("HANDLED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "signals",
                "signals.ungrouped",
                "signals.dead",
                "activities",
                "activities.dead",
                "results",
                "results.dead",
                "remote.it",
                "DLQ",
                "activities.dead::jms.queue.activities.dead",
                "receipts.mine::jms.queue.DLQ"
            })
    void a_receipt_goes_to_no_queue_but_those_made_for_receipts(String queue) {
        String id = "receipt-to-" + queue;
        int logged = server.log().size();
        String reached = queue.replaceFirst(".*::jms\\.queue\\.", "");
        long before = server.probe().messages(reached);

        sender.askFor(ungrouped(id, 1).correlatedBy("back " + queue), queue);
        // a single consumer takes these three in turn; so the receipt of the first would come before the third
        sender.ask(ungrouped(id, 2));
        sender.ask(ungrouped(id, 3));

        assertThat(server.probe().query(id, "notes")).hasToString("[\"a:1\",\"a:2\",\"a:3\"]");
        assertThat(server.probe()
                        .number(
                                "select count(*) from undeliverable where properties like ?",
                                "%\"back " + queue + "\"%"))
                .isZero();
        assertThat(server.probe().messages(reached)).isEqualTo(before);
        assertThat(server.log().stream().skip(logged))
                .noneMatch(line -> line.contains("SIGBOX0204"))
                .filteredOn(line -> line.contains("SIGBOX0032"))
                .hasSize(1);
    }

    private static Draft ungrouped(String id, int number) {
        return Draft.note("a", number).with("workflowId", id).starting("ledger");
    }

    private List<List<String>> undeliverable(String id) {
        return server.probe().rows("select reason, signal_id from undeliverable where workflow_id = ?", id);
    }
}
