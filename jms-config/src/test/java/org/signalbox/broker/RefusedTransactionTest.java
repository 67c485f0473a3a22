package org.signalbox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A transaction with a message that the plugins refuse fails as a whole: its sender must not believe that the broker has it. {@code
 * RunningServerTest} tries it with the other protocols.
 */
class RefusedTransactionTest {

    private static final String SIGNALS = "jms.queue.signals";

    private static ProductBroker broker;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = new ProductBroker(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        broker.stop();
    }

    @AfterEach
    void admitAgain() {
        limits().refuse("sender", 0);
    }

    private static SenderLimits limits() {
        return broker.server().getBrokerPlugins().stream()
                .filter(SenderLimits.class::isInstance)
                .map(SenderLimits.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** What makes a message one that is refused. */
    private interface Offence {
        Destination in(Session session, Message message) throws JMSException;
    }

    static Stream<Arguments> refused() {
        Offence tooMany = (session, message) -> {
            limits().refuse("sender", 60);
            return session.createQueue(SIGNALS);
        };
        Offence qualified = (session, message) -> session.createQueue(SIGNALS + "::" + SIGNALS);
        return Stream.of(
                Arguments.of("too many undeliverable signals", tooMany),
                Arguments.of("a fully qualified name", qualified));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void a_transaction_with_a_refused_message_fails_and_nothing_of_it_is_there(String name, Offence offence)
            throws Exception {
        assertThatThrownBy(() -> inTransaction(session -> {
                    Destination right = session.createQueue(SIGNALS);
                    send(session, right, session.createTextMessage("before"));
                    Message bad = session.createTextMessage("bad");
                    send(session, offence.in(session, bad), bad);
                    send(session, right, session.createTextMessage("after"));
                }))
                .as(name)
                .isInstanceOf(JMSException.class);

        assertThat(lying()).as(name).isZero();
    }

    @Test
    void so_does_one_with_the_reply_queue_of_somebody_else() throws Exception {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.url());
                Connection other = factory.createConnection("signalbox", "signalbox");
                Session theirs = other.createSession()) {
            Destination foreign = theirs.createTemporaryQueue();

            assertThatThrownBy(() -> inTransaction(session -> {
                        Message message = session.createTextMessage("bad");
                        message.setJMSReplyTo(foreign);
                        send(session, session.createQueue(SIGNALS), message);
                        send(session, session.createQueue(SIGNALS), session.createTextMessage("after"));
                    }))
                    .isInstanceOf(JMSException.class);
        }
        assertThat(lying()).isZero();
    }

    private interface Work {
        void in(Session session) throws JMSException;
    }

    private static void inTransaction(Work work) throws JMSException {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.url());
                Connection connection = factory.createConnection("sender", "sender");
                Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
            work.in(session);
            session.commit();
        }
    }

    private static void send(Session session, Destination destination, Message message) throws JMSException {
        try (MessageProducer producer = session.createProducer(destination)) {
            producer.send(message);
        }
    }

    private static long lying() {
        return List.of(SIGNALS, SIGNALS + ".ungrouped").stream()
                .map(name -> broker.server().locateQueue(name))
                .mapToLong(Queue::getMessageCount)
                .sum();
    }
}
