package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Who can come again is asked to, when too much waits in an inbox; the test's servers let three letters wait. */
@OnServer
class RestBusyTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SignalboxServer server;
    private final Probe probe;
    private final RestClient sender;
    private final RestClient operator;

    RestBusyTest(SignalboxServer server) {
        this.server = server;
        probe = server.probe();
        sender = server.rest(User.SENDER);
        operator = server.rest(User.OPERATOR);
    }

    @Test
    void a_sender_that_can_wait_is_asked_to_when_too_many_signals_wait_and_nothing_is_kept() {
        full("busy-one");

        RestAnswer busy = sender.call(drop("busy-one").id("d4"));

        assertThat(busy.status()).isEqualTo(429);
        assertThat(busy.reason()).isEqualTo("BUSY");
        assertThat(busy.header("Retry-After")).matches("[0-9]+");
        assertThat(busy.text("detail")).contains("3 events", "busy-one");
        assertThat(busy.text("signalId")).isEqualTo("d4");
        assertThat(sender.call(RestCall.get("receipts", "busy-one", "d4")).status())
                .isEqualTo(404);
        assertThat(probe.number("select count(*) from undeliverable where workflow_id = 'busy-one'"))
                .isZero();
        assertThat(sender.call(drop("busy-one").id("d1")).outcome())
                .as("one that was taken before")
                .isEqualTo("DUPLICATE");

        operator.call(RestCall.post("instances", "busy-one", "resume"));
        await().atMost(LIMIT).until(() -> sender.call(drop("busy-one").id("d4")).status() != 429);
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(probe.query("busy-one", "letters")).hasToString("4"));
    }

    @Test
    void several_together_are_refused_together() {
        full("busy-several");

        RestAnswer busy = sender.call(RestCall.post("instances", "busy-several", "signals")
                .json("[{\"signal\":\"drop\"},{\"signal\":\"drop\"}]"));

        assertThat(busy.status()).isEqualTo(429);
        assertThat(busy.reason()).isEqualTo("BUSY");
        assertThat(probe.number("select waiting from instance where workflow_id = 'busy-several'"))
                .isEqualTo(3);
    }

    @Test
    void an_update_is_refused_like_a_signal_and_accepted_later_under_the_same_id() {
        full("busy-update");

        RestAnswer busy = sender.call(empty("busy-update"));

        assertThat(busy.status()).isEqualTo(429);
        assertThat(busy.reason()).isEqualTo("BUSY");
        assertThat(busy.header("Retry-After")).matches("[0-9]+");
        assertThat(probe.number("select waiting from instance where workflow_id = 'busy-update'"))
                .isEqualTo(3);

        operator.call(RestCall.post("instances", "busy-update", "resume"));
        await().atMost(LIMIT).until(() -> sender.call(empty("busy-update")).status() == 200);
        assertThat(probe.query("busy-update", "letters").asInt()).isZero();
    }

    private static RestCall empty(String id) {
        return RestCall.post("instances", id, "updates", "empty").id("u1");
    }

    @Test
    void what_comes_over_jms_is_taken_in_any_case() {
        full("busy-jms");

        try (Sender jms = server.sender()) {
            assertThat(jms.ask(Draft.empty().signal("drop").to("busy-jms")).outcome())
                    .isEqualTo("ACCEPTED");
        }
        assertThat(probe.number("select waiting from instance where workflow_id = 'busy-jms'"))
                .isEqualTo(4);
    }

    /** As many wait as may. */
    private void full(String id) {
        sender.call(RestCall.post("workflows", "letterbox", "instances", id));
        operator.call(RestCall.post("instances", id, "pause"));
        for (int n = 1; n <= 3; n++) {
            assertThat(sender.call(drop(id).id("d" + n)).outcome()).isEqualTo("ACCEPTED");
        }
    }

    private static RestCall drop(String id) {
        return RestCall.post("instances", id, "signals", "drop");
    }
}
