package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** How the parts of a message become a signal. */
@OnServer
class JmsSignalTest {

    private final SignalboxServer server;

    JmsSignalTest(SignalboxServer server) {
        this.server = server;
    }

    @Test
    void a_signal_with_start_starts_its_instance_and_is_handled() {
        try (Sender sender = server.sender()) {
            Reply receipt = sender.ask(
                    Draft.note("a", 1).to("jms-first").starting("ledger").id("s1"));

            assertThat(receipt.outcome()).isEqualTo("HANDLED");
            assertThat(receipt.run()).isEqualTo(1);
            assertThat(receipt.sequence()).isEqualTo(2);
            assertThat(server.probe().query("jms-first", "notes")).hasToString("[\"a:1\"]");
        }
    }
}
