package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** What nobody takes is bounded: who sends too much of it is refused, and nothing that was accepted is lost. */
@Tag("server")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BoundsTest {

    private static final int MOST = 20;
    private static final Duration SOON = Duration.ofSeconds(40);

    private static Optional<SignalboxServer> started = Optional.empty();

    @BeforeAll
    static void start() {
        started = Optional.of(SignalboxServer.startWith(
                "bounds",
                "-Dsignalbox.undeliverable.most-of-sender=" + MOST,
                "-Dsignalbox.held.most=3",
                "-Dsignalbox.undeliverable.kept.UNKNOWN_WORKFLOW=PT1S"));
    }

    @AfterAll
    static void stop() {
        started.ifPresent(SignalboxServer::close);
    }

    private final SignalboxServer server = started.orElseThrow();
    private final RestClient operator = server.rest(User.OPERATOR);
    private final RestClient sender = server.rest(User.SENDER);

    @Test
    @Order(1)
    void what_is_deleted_after_its_time_stays_in_the_sum() {
        for (int n = 0; n < 5; n++) {
            sender.call(RestCall.signal("bounds-pruned", "note", "1")
                    .with("workflowType", "nowhere")
                    .id("pruned-" + n));
        }

        await().atMost(SOON).untilAsserted(() -> assertThat(balance("pruned")).isEqualTo(5));
        assertThat(balance("undeliverable")).isZero();
        assertThat(balance("sent")).isEqualTo(5);
        assertThat(operator.call(RestCall.get("balances")).json().path("right").asBoolean())
                .isTrue();
    }

    @Test
    @Order(2)
    void who_has_too_many_undeliverable_signals_is_refused_everywhere_until_some_are_settled() {
        for (int n = 0; n < MOST * 9 / 10; n++) {
            assertThat(refused(n).status()).isEqualTo(404);
        }
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(server.log())
                        .anyMatch(line -> line.contains("SIGBOX0626") && line.contains("'sender'")));
        try (Sender jms = server.sender()) {
            for (int n = 0; n < 5; n++) {
                jms.send(Draft.text("1").to("bounds-nobody").signal("note"));
            }
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(refused(1_000).status()).isEqualTo(429));

            RestAnswer answer = refused(1_001);
            assertThat(answer.reason()).isEqualTo("BUSY");
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(answer.text("detail")).contains("'sender'", "undeliverable");
            assertThatThrownBy(
                            () -> jms.send(Draft.text("1").to("bounds-nobody").signal("note")))
                    .satisfiesAnyOf(
                            e -> assertThat(e).isInstanceOf(JMSRuntimeException.class),
                            e -> assertThat(e).isInstanceOf(JMSException.class))
                    .hasMessageContaining("undeliverable");
            assertThat(operator.call(RestCall.note("bounds-others", 1)).outcome())
                    .as("others are served")
                    .isEqualTo("HANDLED");

            operator.call(RestCall.get("undeliverable"))
                    .items("number")
                    .forEach(id -> operator.call(RestCall.post("undeliverable", id, "discard")));

            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(sender.call(RestCall.note("bounds-others", 2))
                                    .status())
                            .isEqualTo(200));
            await().atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .untilAsserted(() -> jms.send(Draft.text("{\"sender\":\"jms\",\"number\":3}")
                            .to("bounds-others")
                            .signal("note")));
        }
        assertThat(operator.call(RestCall.get("balances")).json().path("right").asBoolean())
                .isTrue();
    }

    @Test
    @Order(3)
    void signals_that_would_be_held_are_refused_when_too_many_are() {
        await().atMost(SOON).untilAsserted(() -> {
            RestAnswer answer =
                    operator.call(RestCall.signal("bounds-held", "note", "1").with("holdFor", "PT1H"));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(429);
        });
        assertThat(operator.call(RestCall.note("bounds-others", 4)).outcome()).isEqualTo("HANDLED");
    }

    private RestAnswer refused(int n) {
        return sender.call(RestCall.signal("bounds-nobody", "note", "1").id("refused-" + n));
    }

    private long balance(String sum) {
        return operator.call(RestCall.get("balances")).json().path(sum).asLong();
    }
}
