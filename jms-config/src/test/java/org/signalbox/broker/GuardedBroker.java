package org.signalbox.broker;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A broker with the plugin and the queue of signals, and consumers that note what they get, group by group. */
final class GuardedBroker implements AutoCloseable {

    static final String QUEUE = "jms.queue.signals";

    private static final CountDownLatch NOTHING = new CountDownLatch(0);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** To see the tests fail. */
    private static final boolean PLUGIN = System.getenv("SIGNALBOX_UNGUARDED") == null;

    private final String address = "vm://" + NUMBERS.incrementAndGet();
    private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private final ActiveMQConnectionFactory factory;
    private final List<Connection> connections = new ArrayList<>();
    private final Map<String, List<Integer>> taken = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> byServer = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    /** @param buckets as in the configuration of the queue; -1 for none */
    GuardedBroker(Path directory, int buckets) throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .setJournalDirectory(directory.resolve("journal").toString())
                .setBindingsDirectory(directory.resolve("bindings").toString())
                .setPagingDirectory(directory.resolve("paging").toString())
                .setLargeMessagesDirectory(directory.resolve("large").toString())
                .setJournalSyncNonTransactional(false)
                .addAcceptorConfiguration("vm", address)
                .addQueueConfiguration(QueueConfiguration.of(QUEUE)
                        .setRoutingType(RoutingType.ANYCAST)
                        .setGroupBuckets(buckets));
        if (PLUGIN) {
            configuration.registerBrokerPlugin(new OrderedHandover());
        }
        broker.setConfiguration(configuration).start();
        factory = new ActiveMQConnectionFactory(address);
        factory.setConsumerWindowSize(20_000);
    }

    ActiveMQServer server() {
        return broker.getActiveMQServer();
    }

    Queue queue() {
        return server().locateQueue(QUEUE);
    }

    ConnectionFactory factory() {
        return factory;
    }

    /** A consumer of that server that gets a message only while it asks for one. */
    JMSContext asking(String server) {
        ActiveMQConnectionFactory pulling = new ActiveMQConnectionFactory(address);
        pulling.setConsumerWindowSize(0);
        JMSContext context = pulling.createContext();
        context.setClientID(server);
        return context;
    }

    /** A consumer that takes the messages that it gets one after the other. */
    Connection consume(long nanos) throws JMSException {
        Connection connection = factory.createConnection();
        connections.add(connection);
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue(QUEUE)).setMessageListener(message -> take(message, nanos));
        connection.start();
        return connection;
    }

    /** The consumers of one server, which all have the server's name as their client id. */
    Connection server(String name, int consumers, long nanos) throws JMSException {
        Connection connection = factory.createConnection();
        connections.add(connection);
        connection.setClientID(name);
        for (int i = 0; i < consumers; i++) {
            Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
            session.createConsumer(session.createQueue(QUEUE)).setMessageListener(message -> {
                byServer.computeIfAbsent(name, n -> new AtomicInteger()).incrementAndGet();
                take(message, nanos);
            });
        }
        connection.start();
        return connection;
    }

    /** How many messages that server has taken. */
    int takenBy(String server) {
        return byServer.getOrDefault(server, new AtomicInteger()).get();
    }

    /** Has every consumer wait that gets a message of the group, until the latch is down. */
    void hold(String group, CountDownLatch latch) {
        held.put(group, latch);
    }

    private void take(Message message, long nanos) {
        try {
            String group = message.getStringProperty("JMSXGroupID");
            held.getOrDefault(group, NOTHING).await();
            LockSupport.parkNanos(nanos);
            List<Integer> numbers = taken.computeIfAbsent(group, g -> new ArrayList<>());
            synchronized (numbers) {
                // a consumer that ends has taken what it could not acknowledge any more
                if (!numbers.contains(message.getIntProperty("n"))) {
                    numbers.add(message.getIntProperty("n"));
                    count.incrementAndGet();
                }
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int taken() {
        return count.get();
    }

    Map<String, List<Integer>> byGroup() {
        return taken;
    }

    @Override
    public void close() throws JMSException {
        for (Connection connection : connections) {
            connection.close();
        }
        factory.close();
        try {
            broker.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the broker does not stop", e);
        }
    }
}
