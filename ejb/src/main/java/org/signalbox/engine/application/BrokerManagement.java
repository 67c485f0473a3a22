package org.signalbox.engine.application;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import org.signalbox.core.payload.Json;

/**
 * Asks an Artemis broker, in messages, how it is configured. Only a server with an external broker has the queue for it.
 */
final class BrokerManagement implements BrokerAccess {

    private static final String QUEUE = "java:/jms/queue/broker-management";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Connection connection;
    private final Session session;
    private final Queue management;
    private final TemporaryQueue answers;

    /** @param management where the questions go */
    BrokerManagement(ConnectionFactory connections, Queue management) throws JMSException {
        this.management = management;
        this.connection = connections.createConnection();
        this.session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        this.answers = session.createTemporaryQueue();
        connection.start();
    }

    /** Where an external broker is asked; empty if the broker is part of this server. */
    @SuppressWarnings("BanJNDI") // a constant name
    static Optional<Queue> ofExternalBroker() {
        try {
            return Optional.of(InitialContext.doLookup(QUEUE));
        } catch (NameNotFoundException embedded) {
            return Optional.empty();
        } catch (NamingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<JsonNode> attribute(String resource, String attribute) throws JMSException {
        TextMessage question = session.createTextMessage();
        question.setStringProperty("_AMQ_ResourceName", resource);
        question.setStringProperty("_AMQ_Attribute", attribute);
        return ask(question);
    }

    @Override
    public Optional<JsonNode> call(String resource, String operation, Object... arguments) throws JMSException {
        TextMessage question = session.createTextMessage(Json.write(arguments));
        question.setStringProperty("_AMQ_ResourceName", resource);
        question.setStringProperty("_AMQ_OperationName", operation);
        return ask(question);
    }

    /** The settings in force for an address; those that nobody has set are left out. */
    JsonNode settings(String address) throws JMSException {
        JsonNode settings = call("broker", "getAddressSettingsAsJSON", address)
                .orElseThrow(() -> new JMSException("no settings for " + address));
        return Json.tree(settings.asText());
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }

    private Optional<JsonNode> ask(TextMessage question) throws JMSException {
        question.setJMSReplyTo(answers);
        send(management, question);
        try (MessageConsumer consumer = session.createConsumer(answers)) {
            if (!(consumer.receive(PATIENCE.toMillis()) instanceof TextMessage answer)) {
                throw new JMSException("the broker does not answer");
            }
            return answer.getBooleanProperty("_AMQ_OperationSucceeded")
                    ? Optional.of(Json.tree(answer.getText()).path(0))
                    : Optional.empty();
        }
    }

    private void send(Destination to, TextMessage message) throws JMSException {
        try (var producer = session.createProducer(to)) {
            producer.send(message);
        }
    }
}
