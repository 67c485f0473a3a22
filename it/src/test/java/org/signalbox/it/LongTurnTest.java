package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** A handler that does not come back. */
@OnServer
class LongTurnTest {

    private static final Duration LIMIT = Duration.ofSeconds(50);

    private final SignalboxServer server;
    private final Probe probe;

    LongTurnTest(SignalboxServer server) {
        this.server = server;
        this.probe = server.probe();
    }

    @Test
    void a_handler_that_does_not_return_is_told_with_its_instance_and_where_it_stands() {
        try (Sender sender = server.sender()) {
            sender.send(
                    Draft.text("\"long-turn\"").signal("hold").to("long-turn-1").starting("porter"));
        }

        await().atMost(LIMIT)
                .until(() -> server.log().stream()
                        .anyMatch(line -> line.contains("SIGBOX0008") && line.contains("long-turn-1")));
        assertThat(server.log()).anyMatch(line -> line.contains("at ") && line.contains("Porter.hold"));

        probe.turnOff("long-turn");
        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from instance where workflow_id = 'long-turn-1'") == 1
                        && probe.query("long-turn-1", "orders").asInt() == 1);
    }
}
