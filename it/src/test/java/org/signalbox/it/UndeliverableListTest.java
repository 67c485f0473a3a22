package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** What an operator gets to see of many undeliverable signals. */
@OnServer
class UndeliverableListTest {

    private final SignalboxServer server;

    UndeliverableListTest(SignalboxServer server) {
        this.server = server;
    }

    @Test
    void a_list_tells_how_long_bodies_are_and_does_not_load_them() {
        Draft large = Draft.text("\"ü" + "a".repeat(1_500_000) + "\"").signal("note");
        try (Sender sender = server.sender()) {
            assertThat(sender.askAll(List.of(
                            large.to("list-1").id("list-text"),
                            Draft.empty().signal("note").to("list-1").id("list-empty"))))
                    .allMatch(reply -> reply.outcome().equals("REJECTED"));
        }

        assertThat(server.probe().undeliverable("list-1"))
                .hasToString("[[\"UNKNOWN_INSTANCE\",\"none\",false],[\"TOO_LARGE\",\"1500004\",false]]");
    }
}
