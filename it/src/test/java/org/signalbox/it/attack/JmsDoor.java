package org.signalbox.it.attack;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import org.apache.qpid.jms.JmsConnectionFactory;

/** AMQP 1.0, with a JMS client. */
final class JmsDoor implements Door {

    private final Connection connection;
    private final Session session;

    JmsDoor(int port, String user, String password) throws JMSException {
        connection = new JmsConnectionFactory(user, password, "amqp://127.0.0.1:" + port).createConnection();
        connection.start();
        session = connection.createSession();
    }

    private interface Request {
        void make() throws JMSException;
    }

    private static boolean isAllowed(Request request) {
        try {
            request.make();
            return true;
        } catch (JMSException refused) {
            return false;
        }
    }

    @Override
    public boolean send(String address, String workflowId) {
        return isAllowed(() -> {
            Message message = session.createMessage();
            message.setStringProperty("workflowId", workflowId);
            message.setStringProperty("workflowType", "ledger");
            message.setStringProperty("signal", "note");
            try (MessageProducer producer = session.createProducer(session.createQueue(address))) {
                producer.send(message);
            }
        });
    }

    @Override
    public boolean consume(String address) {
        return isAllowed(
                () -> session.createConsumer(session.createQueue(address)).close());
    }

    @Override
    public boolean browse(String address) {
        return isAllowed(() -> {
            try (QueueBrowser browser = session.createBrowser(session.createQueue(address))) {
                browser.getEnumeration().hasMoreElements();
            }
        });
    }

    @Override
    public boolean subscribe(String address) {
        return isAllowed(
                () -> session.createConsumer(session.createTopic(address)).close());
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
