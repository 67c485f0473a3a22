package org.signalbox.it.crash;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.awaitility.Awaitility;
import org.signalbox.server.ServerProcess;
import org.signalbox.server.User;

/** Brings messages to the queue of signals, over the network like any sender. */
final class Post {

    private static final String SIGNALS = "jms.queue.signals";

    private final int port;
    private final Function<User, String> passwords;
    private final boolean amqp;

    /** Straight to a server's own broker. */
    Post(ServerProcess server) {
        this(server.jmsPort(), server.credentials()::passwordOf);
    }

    /**
     * @param port of the broker, or of a proxy before it
     * @param passwords of the users who send and work
     */
    Post(int port, Function<User, String> passwords) {
        this(port, passwords, false);
    }

    private Post(int port, Function<User, String> passwords, boolean amqp) {
        this.port = port;
        this.passwords = passwords;
        this.amqp = amqp;
    }

    /** The same with AMQP. */
    Post overAmqp() {
        return new Post(port, passwords, true);
    }

    /** What makes a message. */
    interface Writing {
        Message write(Session session) throws JMSException;
    }

    /** Sends all of them in one transaction; when this returns, the broker has them. */
    void send(List<? extends Writing> letters) throws JMSException {
        sendLater(letters, Duration.ZERO);
    }

    /** As {@link #send}, to be delivered after that time. */
    void sendLater(List<? extends Writing> letters, Duration delay) throws JMSException {
        inSession(session -> {
            try (MessageProducer producer = session.createProducer(session.createQueue(SIGNALS))) {
                producer.setDeliveryDelay(delay.toMillis());
                for (Writing letter : letters) {
                    producer.send(letter.write(session));
                }
                session.commit();
            }
        });
    }

    /** As {@link #send}, at a moment when their time to live is over. */
    void sendTooLate(List<? extends Writing> letters) throws JMSException {
        inSession(session -> {
            try (MessageProducer producer = session.createProducer(session.createQueue(SIGNALS))) {
                producer.setTimeToLive(1);
                for (Writing letter : letters) {
                    producer.send(letter.write(session));
                }
                long sent = System.currentTimeMillis();
                Awaitility.await().until(() -> System.currentTimeMillis() > sent + 1);
                session.commit();
            }
        });
    }

    /** Answers all requests of a queue, until none comes for a while. */
    void answer(String queue, String result, Duration patience) throws JMSException {
        as(User.WORKER, session -> {
            try (MessageConsumer requests = session.createConsumer(session.createQueue(queue));
                    MessageProducer results = session.createProducer(session.createQueue("jms.queue.results"))) {
                Message request = requests.receive(patience.toMillis());
                while (request != null) {
                    Message answer = session.createTextMessage(result);
                    answer.setJMSCorrelationID(request.getJMSCorrelationID());
                    results.send(answer);
                    session.commit();
                    request = requests.receive(patience.toMillis());
                }
            }
        });
    }

    /** What is done in a transacted session. */
    private interface Work {
        void in(Session session) throws JMSException;
    }

    private void inSession(Work work) throws JMSException {
        as(User.SENDER, work);
    }

    private void as(User user, Work work) throws JMSException {
        if (amqp) {
            inSession(new JmsConnectionFactory("amqp://127.0.0.1:" + port), user, work);
            return;
        }
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port)) {
            inSession(factory, user, work);
        }
    }

    private void inSession(ConnectionFactory factory, User user, Work work) throws JMSException {
        try (Connection connection = factory.createConnection(user.login(), passwords.apply(user));
                Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
            connection.start();
            work.in(session);
        }
    }

    /** A signal-with-start of the workflow {@code tally}. */
    static Writing item(Sent sent, String signal, String json) {
        return item(sent, "tally", "", signal, json);
    }

    /** A signal-with-start of that workflow, with that input; empty text for none. */
    static Writing item(Sent sent, String type, String input, String signal, String json) {
        return session -> {
            Message message = addressed(session.createTextMessage(json), sent, type, signal);
            if (!input.isEmpty()) {
                message.setStringProperty("startInput", input);
            }
            return message;
        };
    }

    /** The message of a signal-with-start. */
    static Message addressed(Message message, Sent sent, String type, String signal) throws JMSException {
        message.setStringProperty("workflowId", sent.workflowId());
        message.setStringProperty("JMSXGroupID", sent.workflowId());
        message.setStringProperty("workflowType", type);
        message.setStringProperty("signal", signal);
        message.setStringProperty("signalId", sent.signalId());
        return message;
    }

    /** A signal-with-start of the workflow {@code tally}, whose sender has not heard of groups. */
    static Writing loose(Sent sent) {
        Writing grouped = item(sent);
        return session -> {
            Message message = grouped.write(session);
            message.clearProperties();
            message.setStringProperty("workflowId", sent.workflowId());
            message.setStringProperty("workflowType", "tally");
            message.setStringProperty("signal", "add");
            message.setStringProperty("signalId", sent.signalId());
            return message;
        };
    }

    /** A signal to an instance that does not exist yet. */
    static Writing early(Sent sent) {
        Writing plain = stranger(sent);
        return session -> {
            Message message = plain.write(session);
            message.setStringProperty("holdFor", "PT1H");
            return message;
        };
    }

    /** A signal to an instance that does not exist. */
    static Writing stranger(Sent sent) {
        return session -> {
            Message message = session.createTextMessage(json(sent, ""));
            message.setStringProperty("workflowId", sent.workflowId());
            message.setStringProperty("JMSXGroupID", sent.workflowId());
            message.setStringProperty("signal", "add");
            message.setStringProperty("signalId", sent.signalId());
            return message;
        };
    }

    static Writing item(Sent sent) {
        return item(sent, "add", json(sent, ""));
    }

    /** The same with a group sequence, which a sender may set to anything. */
    static Writing withGroupSequence(Writing letter, int sequence) {
        return session -> {
            Message message = letter.write(session);
            message.setIntProperty("JMSXGroupSeq", sequence);
            return message;
        };
    }

    /** @param more further members of the JSON object, each with a comma before it */
    static String json(Sent sent, String more) {
        return "{\"sender\":\"%s\",\"number\":%d%s}".formatted(sent.sender(), sent.number(), more);
    }
}
