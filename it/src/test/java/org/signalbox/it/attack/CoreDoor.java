package org.signalbox.it.attack;

import java.util.UUID;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;

/** Artemis' own protocol, with the client below JMS, which may ask for everything that the protocol knows. */
final class CoreDoor implements Door {

    private final ServerLocator locator;
    private final ClientSessionFactory factory;
    private final ClientSession session;

    CoreDoor(int port, String user, String password) throws Exception {
        locator = ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + port
                + "?blockOnNonDurableSend=true&blockOnDurableSend=true&confirmationWindowSize=100000");
        factory = locator.createSessionFactory();
        session = factory.createSession(user, password, false, true, true, false, 0);
        session.start();
    }

    ClientSession session() {
        return session;
    }

    /** What is asked of the broker. */
    interface Request {
        void make() throws ActiveMQException;
    }

    static boolean isAllowed(Request request) {
        try {
            request.make();
            return true;
        } catch (ActiveMQException refused) {
            return false;
        }
    }

    @Override
    public boolean send(String address, String workflowId) {
        return send(address, workflowId, "");
    }

    boolean send(String address, String workflowId, String replyTo) {
        return isAllowed(() -> {
            ClientMessage message = session.createMessage(ClientMessage.TEXT_TYPE, true);
            message.getBodyBuffer().writeNullableSimpleString(null);
            message.putStringProperty("workflowId", workflowId)
                    .putStringProperty("workflowType", "ledger")
                    .putStringProperty("signal", "note");
            if (!replyTo.isEmpty()) {
                message.putStringProperty("JMSReplyTo", replyTo);
            }
            try (ClientProducer producer = session.createProducer(address)) {
                producer.send(message);
            }
        });
    }

    @Override
    public boolean consume(String address) {
        return isAllowed(() -> session.createConsumer(address).close());
    }

    @Override
    public boolean browse(String address) {
        return isAllowed(() -> session.createConsumer(address, true).close());
    }

    @Override
    public boolean subscribe(String address) {
        return creates(queue(address).setRoutingType(RoutingType.MULTICAST));
    }

    /** A queue on that address, as a client has it for itself. */
    static QueueConfiguration queue(String address) {
        return QueueConfiguration.of(UUID.randomUUID().toString())
                .setAddress(address)
                .setRoutingType(RoutingType.ANYCAST)
                .setDurable(false)
                .setTemporary(true);
    }

    boolean creates(QueueConfiguration queue) {
        return isAllowed(() -> session.createQueue(queue));
    }

    /** A temporary queue as clients have it. */
    String temporaryQueue() throws ActiveMQException {
        String name = UUID.randomUUID().toString();
        session.createQueue(queue(name).setName(name));
        return name;
    }

    @Override
    public void close() throws ActiveMQException {
        session.close();
        factory.close();
        locator.close();
    }
}
