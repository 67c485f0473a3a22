package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.HealthAnswer;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** The embedded database closes itself for all connections when it meets an {@code OutOfMemoryError}. */
@OnServer
class ClosedDatabaseTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SignalboxServer server;
    private final Sender sender;

    ClosedDatabaseTest(SignalboxServer server, Sender sender) {
        this.server = server;
        this.sender = sender;
    }

    @Test
    void an_embedded_database_that_was_closed_is_opened_again_and_nothing_is_lost() {
        assumeTrue(System.getProperty("signalbox.it.database", "h2").equals("h2"), "only H2 is closed by its users");
        assertThat(sender.ask(Draft.note("a", 1).to("closed-database").starting("ledger"))
                        .outcome())
                .isEqualTo("HANDLED");

        assertThatThrownBy(() -> server.probe().change("shutdown immediately")).hasMessageContaining("closed");

        assertThat(sender.ask(Draft.note("a", 2).to("closed-database")).outcome())
                .isEqualTo("HANDLED");
        assertThat(server.probe().query("closed-database", "notes")).hasToString("[\"a:1\",\"a:2\"]");
        assertThat(server.rest(User.VIEWER)
                        .call(RestCall.get("balances", "closed-database"))
                        .json()
                        .path("right")
                        .asBoolean())
                .isTrue();
        await().atMost(LIMIT).until(() -> HealthAnswer.of(server.process()).status() == 200);
    }
}
