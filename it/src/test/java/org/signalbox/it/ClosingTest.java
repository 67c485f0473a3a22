package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** How runs begin and end. */
@OnServer
class ClosingTest {

    private final SignalboxServer server;
    private final Sender sender;

    ClosingTest(SignalboxServer server, Sender sender) {
        this.server = server;
        this.sender = sender;
    }

    @Test
    void a_run_completes_and_its_state_can_still_be_asked_for() {
        sender.ask(Draft.note("a", 1).to("closing-plain").starting("ledger"));

        Reply receipt = sender.ask(Draft.empty().signal("close").to("closing-plain"));

        assertThat(receipt.outcome()).isEqualTo("HANDLED");
        assertThat(ending("closing-plain")).containsExactly("COMPLETED", "null", "null");
        assertThat(server.probe().query("closing-plain", "notes")).hasToString("[\"a:1\"]");
        assertThat(sender.ask(Draft.note("a", 2).to("closing-plain")).reason()).isEqualTo("CLOSED");
    }

    @Test
    void a_workflow_may_extend_another_one() {
        sender.ask(Draft.note("a", 1).to("closing-audited").starting("audited-ledger"));

        assertThat(server.probe().query("closing-audited", "notes")).hasToString("[\"a:1\"]");
        assertThat(server.probe().query("closing-audited", "auditor")).hasToString("\"nobody\"");
    }

    @Test
    void a_run_completes_with_a_result() {
        sender.ask(
                Draft.text("\"grün\"").signal("closeWith").to("closing-result").starting("ledger"));

        assertThat(ending("closing-result")).containsExactly("COMPLETED", "\"grün\"", "null");
    }

    @Test
    void a_terminal_failure_ends_the_run_as_failed_with_its_message_and_the_fields_as_they_are() {
        Reply receipt = sender.ask(
                Draft.text("\"no more\"").signal("giveUp").to("closing-failed").starting("ledger"));

        assertThat(receipt.outcome()).isEqualTo("HANDLED");
        assertThat(ending("closing-failed")).containsExactly("FAILED", "null", "no more");
        assertThat(server.probe().query("closing-failed", "notes")).hasToString("[\"gave up\"]");
    }

    @Test
    void a_new_run_begins_with_new_fields_and_the_sequence_goes_on() {
        sender.ask(Draft.note("a", 1).to("closing-again").starting("ledger"));
        sender.ask(Draft.empty().signal("close").to("closing-again"));

        Reply receipt = sender.ask(Draft.note("b", 1).to("closing-again").starting("ledger"));

        assertThat(receipt.run()).isEqualTo(2);
        assertThat(receipt.sequence()).isEqualTo(5);
        assertThat(server.probe().query("closing-again", "notes")).hasToString("[\"b:1\"]");
    }

    @Test
    void a_java_client_starts_an_instance_once() {
        assertThat(server.probe().start("ledger", "closing-client")).isEqualTo("run 1");
        assertThat(server.probe().start("ledger", "closing-client")).isEqualTo("runs as 1");
        assertThat(server.probe().start("nowhere", "closing-other")).isEqualTo("UNKNOWN_WORKFLOW");
        assertThat(server.probe().start("account", "closing-other")).isEqualTo("BAD_PAYLOAD");
    }

    /** Status, result, failure. */
    private List<String> ending(String id) {
        return server.probe()
                .rows("select status, result, failure from instance where workflow_id = ?", id)
                .get(0);
    }
}
