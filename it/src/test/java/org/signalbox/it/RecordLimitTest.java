package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/**
 * A message whose properties are about as long as a record of the broker's journal: each is refused to its sender, or ends where
 * it is counted. The broker must be able to move what it has accepted.
 */
@OnServer
class RecordLimitTest {

    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final SignalboxServer server;
    private final Probe probe;
    private final Sender sender;

    RecordLimitTest(SignalboxServer server, Sender sender) {
        this.server = server;
        this.probe = server.probe();
        this.sender = sender;
    }

    @Test
    void a_message_of_any_size_about_the_limit_that_expires_is_refused_or_undeliverable() {
        int accepted = 0;
        int refused = 0;
        for (int characters = 243_800; characters < 251_000; characters += 90) {
            try {
                sender.send(Draft.empty()
                        .signal("touch")
                        .to("record-" + characters % 7)
                        .id("record-" + characters)
                        .with("startInput", "x".repeat(characters))
                        .livingFor(Duration.ofMillis(500))
                        .deliveredAfter(Duration.ofSeconds(2)));
                accepted++;
            } catch (JMSRuntimeException e) {
                refused++;
            }
        }

        assertThat(accepted).isPositive();
        assertThat(refused).isPositive();
        int all = accepted;
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                probe.number("select count(*) from undeliverable where signal_id like 'record-%'"
                                        + " and reason in ('EXPIRED', 'TOO_LARGE')"))
                        .isEqualTo(all));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(probe.messages("signals")).isZero());
        assertThat(probe.number("select count(*) from undeliverable where signal_id like 'record-%'"
                        + " and reason = 'EXPIRED'"))
                .isPositive();
    }

    @Test
    void the_balance_tells_what_is_at_the_broker() {
        await().atMost(LIMIT).untilAsserted(() -> {
            RestAnswer answer = server.rest(User.VIEWER).call(RestCall.get("balances"));
            assertThat(answer.json().path("broker").path("known").asBoolean()).isTrue();
            assertThat(answer.json().path("broker").path("queues").findValuesAsText("name"))
                    .contains("signals", "signals.ungrouped", "signals.large", "signals.dead", "results");
        });
    }
}
