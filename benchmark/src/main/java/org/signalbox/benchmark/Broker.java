package org.signalbox.benchmark;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.signalbox.server.ServerProcess;
import org.signalbox.server.User;

/** The way to the broker, as for any sender outside of the server. */
final class Broker implements AutoCloseable {
    static final String QUEUE = "signals";

    private final ActiveMQConnectionFactory factory;
    private final String password;

    Broker(ServerProcess server) {
        factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + server.jmsPort());
        password = server.credentials().passwordOf(User.SENDER);
    }

    Connection connect() throws JMSException {
        return factory.createConnection(User.SENDER.login(), password);
    }

    @Override
    public void close() {
        factory.close();
    }
}
