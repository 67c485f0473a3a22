package org.signalbox.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** What an operator sees of updates. */
@InBrowser
@OnServer
class ConsoleUpdatesTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final RestClient sender;
    private final Console console;

    ConsoleUpdatesTest(SignalboxServer server, Browser browser) {
        this.probe = server.probe();
        this.sender = server.rest(User.SENDER);
        this.console = new Console(server, browser);
    }

    private void update(String name, String json, String id) {
        sender.call(RestCall.update("console-updates", name, json).id(id).with("wait", "accepted"));
    }

    @Test
    void updates_are_shown_with_what_was_asked_and_answered_those_that_wait_too() {
        sender.call(RestCall.post("workflows", "depot", "instances", "console-updates")
                .json("5"));
        update("reserve", "2", "first");
        update("restock", "\"console-restock\"", "second");
        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from answer where workflow_id = 'console-updates'") == 2);
        update("burn", "", "third");
        sender.call(RestCall.post("instances", "console-updates", "signals", "touch"));
        update("repair", "\"console-repair\"", "fourth");
        update("reserve", "1", "fifth");

        console.as(User.VIEWER, "instance?id=console-updates&view=updates");

        assertThat(console.column(1))
                .containsExactly(
                        "reserve\nupdate id fifth",
                        "repair\nupdate id fourth",
                        "burn\nupdate id third",
                        "restock\nupdate id second",
                        "reserve\nupdate id first");
        assertThat(console.column(2)).containsExactly("PARKED", "PARKED", "FAILED", "COMPLETED", "COMPLETED");
        assertThat(console.column(5).get(0)).isEqualTo("payload 1");
        assertThat(console.column(5).get(2)).isEqualTo("failure no fire here");
        assertThat(console.column(5).get(3)).contains("payload \"console-restock\"", "result \"console-restock done");
        assertThat(console.column(5).get(4)).contains("payload 2", "result 3");

        probe.turnOff("console-repair");
        await().atMost(LIMIT).untilAsserted(() -> {
            console.openInstance("console-updates", "updates");
            assertThat(console.column(2)).startsWith("COMPLETED", "COMPLETED");
        });
        assertThat(console.column(5).get(0)).contains("payload 1", "result 2");
    }

    @Test
    void an_update_that_is_under_way_is_shown_and_an_instance_without_any_says_so() {
        sender.call(RestCall.post("workflows", "depot", "instances", "console-no-updates")
                .json("5"));
        sender.call(RestCall.update("console-no-updates", "reserve", "9"));

        console.as(User.VIEWER, "instance?id=console-no-updates&view=updates");

        assertThat(console.rows()).isEmpty();
        assertThat(console.text()).contains("None.");
        sender.call(RestCall.update("console-no-updates", "ponder", "\"long\"").with("wait", "accepted"));
        console.openInstance("console-no-updates", "updates");
        assertThat(console.column(2)).containsExactly("ACCEPTED");
        assertThat(console.column(4)).containsExactly("");
    }
}
