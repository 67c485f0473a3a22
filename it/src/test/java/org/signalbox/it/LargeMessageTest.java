package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Messages that together are larger than the heap, and each larger than what is read, are set aside and stop nobody. */
@Tag("server")
class LargeMessageTest {

    private static final int MEGABYTE = 1_000_000;
    private static final int MANY = 30;
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static SignalboxServer server;
    private static Probe probe;
    private static Sender sender;

    @BeforeAll
    static void start() {
        server = SignalboxServer.startWith("small-heap", "-Xmx384m");
        probe = server.probe();
        sender = server.sender();
    }

    @AfterAll
    static void stop() {
        sender.close();
        server.close();
    }

    @Test
    void what_is_too_large_is_set_aside_unread_and_later_signals_are_handled() throws JMSException {
        for (int i = 0; i < MANY; i++) {
            sender.send(
                    Draft.large(20 * MEGABYTE).signal("note").to("large-" + i).id("large-bytes-" + i));
        }
        sender.send(
                Draft.large(20 * MEGABYTE).signal("note").id("large-ungrouped").with("workflowId", "large-u"));
        Reply text = sender.ask(Draft.text("{\"sender\":\"" + "a".repeat(8 * MEGABYTE) + "\",\"number\":1}")
                .signal("note")
                .to("large-text")
                .id("large-text"));
        sendByAmqp(20 * MEGABYTE, "large-amqp");

        Reply later = sender.ask(Draft.note("later", 1).to("large-0").starting("ledger"));

        assertThat(later.outcome()).isEqualTo("HANDLED");
        assertThat(text.reason()).isEqualTo("TOO_LARGE");
        assertThat(server.rest(User.VIEWER).call(RestCall.get("instances")).status())
                .isEqualTo(200);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(probe.number("select count(*) from undeliverable where reason ="
                                + " 'TOO_LARGE' and body is null and signal_id like 'large-%'"))
                        .isEqualTo(MANY + 3));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(probe.messages("signals.dead")).isEqualTo(MANY + 3));
        String unread = probe.text("select id from undeliverable where signal_id = 'large-bytes-0'");
        assertThatThrownBy(() -> probe.resend(unread))
                .hasMessageContaining("too large to be read")
                .hasMessageContaining("signals.dead");
    }

    @Test
    void a_payload_as_long_as_it_may_be_is_handled_whatever_the_protocol() throws JMSException {
        Reply core = sender.ask(Draft.text("\"" + "€".repeat(999_000) + "\"")
                .signal("text")
                .to("large-core")
                .id("large-fits-core")
                .starting("ledger"));
        assertThat(core.outcome()).as(core.toString()).isEqualTo("HANDLED");

        sendByAmqp(900_000, "large-fits-amqp");

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(
                                probe.text("select reason from undeliverable where signal_id = 'large-fits-amqp'"))
                        .isEqualTo("BAD_PAYLOAD"));
    }

    /** Zeros, which are read and refused if they are not too many. */
    private static void sendByAmqp(int bytes, String id) throws JMSException {
        String url = "amqp://127.0.0.1:" + server.process().jmsPort();
        String password = server.process().credentials().passwordOf(User.SENDER);
        try (Connection connection = new JmsConnectionFactory(User.SENDER.login(), password, url).createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue("jms.queue.signals"))) {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(new byte[bytes]);
            named(message, id);
            producer.send(message);
        }
    }

    private static void named(Message message, String id) throws JMSException {
        message.setStringProperty("workflowId", id);
        message.setStringProperty("JMSXGroupID", id);
        message.setStringProperty("signal", "note");
        message.setStringProperty("signalId", id);
        message.setStringProperty("workflowType", "ledger");
    }
}
