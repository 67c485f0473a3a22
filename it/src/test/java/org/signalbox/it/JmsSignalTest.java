package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** How the parts of a message become a signal. */
@OnServer
class JmsSignalTest {

    private static final String NOTE = "{\"sender\":\"ü\",\"number\":7}";

    private final SignalboxServer server;
    private final Sender sender;

    JmsSignalTest(SignalboxServer server, Sender sender) {
        this.server = server;
        this.sender = sender;
    }

    @Test
    void a_text_message_is_json() {
        assertThat(handled(Draft.text(NOTE).signal("note"), "jms-text")).isEqualTo("[\"ü:7\"]");
    }

    @Test
    void a_bytes_message_is_json_in_utf_8() {
        Draft draft = Draft.bytes(NOTE.getBytes(StandardCharsets.UTF_8)).signal("note");

        assertThat(handled(draft, "jms-bytes")).isEqualTo("[\"ü:7\"]");
    }

    @Test
    void a_map_message_becomes_a_json_object() {
        Draft draft = Draft.map(Map.of("sender", "ü", "number", 7)).signal("note");

        assertThat(handled(draft, "jms-map")).isEqualTo("[\"ü:7\"]");
    }

    @Test
    void a_message_without_a_body_is_a_signal_without_a_payload() {
        handled(Draft.empty().signal("touch"), "jms-empty");
        handled(Draft.text("").signal("touch"), "jms-empty");
        handled(Draft.bytes(new byte[0]).signal("touch"), "jms-empty");

        assertThat(server.probe().query("jms-empty", "touches").asInt()).isEqualTo(3);
    }

    @Test
    void without_a_workflow_id_the_group_is_the_workflow_id_of_a_signal_that_starts_nothing() {
        sender.ask(Draft.empty().signal("touch").to("jms-group").starting("ledger"));

        Reply receipt = sender.ask(Draft.note("a", 1).with("JMSXGroupID", "jms-group"));

        assertThat(receipt.outcome()).isEqualTo("HANDLED");
        assertThat(receipt.json().path("workflowId").asText()).isEqualTo("jms-group");
    }

    @Test
    void a_workflow_id_wins_over_the_group() {
        Reply receipt = sender.ask(Draft.note("a", 1)
                .with("JMSXGroupID", "another group")
                .with("workflowId", "jms-id")
                .starting("ledger"));

        assertThat(receipt.json().path("workflowId").asText()).isEqualTo("jms-id");
        assertThat(receipt.outcome()).isEqualTo("HANDLED");
    }

    @Test
    void a_message_without_a_group_is_handled_as_well() {
        Reply receipt = sender.ask(
                Draft.note("a", 1).with("workflowId", "jms-ungrouped").starting("ledger"));

        assertThat(receipt.outcome()).isEqualTo("HANDLED");
    }

    @Test
    void without_a_signal_name_the_jms_type_is_the_name() {
        assertThat(handled(Draft.text(NOTE).typed("note"), "jms-type")).isEqualTo("[\"ü:7\"]");
    }

    @Test
    void without_a_signal_id_the_message_id_is_the_signal_id() {
        Reply receipt = sender.ask(Draft.note("a", 1).to("jms-message-id").starting("ledger"));

        assertThat(receipt.json().path("signalId").asText()).startsWith("ID:").isEqualTo(receipt.correlationId());
        assertThat(server.probe()
                        .text("select signal_id from journal where workflow_id = 'jms-message-id' and kind = 'SIGNAL'"))
                .isEqualTo(receipt.correlationId());
    }

    @Test
    void a_signal_with_start_starts_its_instance_with_the_start_input() {
        Reply receipt = sender.ask(Draft.text("{\"reference\":\"jms-start\",\"amount\":100,\"poison\":\"\"}")
                .signal("book")
                .to("jms-start")
                .starting("account")
                .with("startInput", "{\"owner\":\"Ada\",\"balance\":500}"));

        assertThat(receipt.outcome()).isEqualTo("HANDLED");
        assertThat(receipt.run()).isEqualTo(1);
        assertThat(receipt.sequence()).isEqualTo(2);
        assertThat(server.probe().query("jms-start", "standing").asText()).isEqualTo("Ada 390");
    }

    @Test
    void a_signal_with_start_to_a_running_instance_only_signals() {
        sender.ask(Draft.note("a", 1).to("jms-running").starting("ledger"));

        Reply receipt = sender.ask(Draft.note("a", 2).to("jms-running").starting("ledger"));

        assertThat(receipt.run()).isEqualTo(1);
        assertThat(receipt.sequence()).isEqualTo(3);
        assertThat(server.probe().query("jms-running", "notes")).hasToString("[\"a:1\",\"a:2\"]");
    }

    @Test
    void a_message_with_a_delivery_time_is_taken_then_and_not_before() {
        sender.ask(Draft.note("a", 1).to("jms-delayed").starting("ledger"));
        Instant sent = Instant.now();

        sender.send(Draft.note("a", 2).to("jms-delayed").deliveredAfter(Duration.ofSeconds(2)));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> server.probe().query("jms-delayed", "size").asInt() == 2);
        assertThat(Instant.now()).isAfterOrEqualTo(sent.plusSeconds(2));
    }

    /** Sends it to a ledger and shows that one's notes. */
    private String handled(Draft draft, String id) {
        Reply receipt = sender.ask(draft.to(id).starting("ledger"));
        assertThat(receipt.outcome()).as(receipt.toString()).isEqualTo("HANDLED");
        return server.probe().query(id, "notes").toString();
    }
}
