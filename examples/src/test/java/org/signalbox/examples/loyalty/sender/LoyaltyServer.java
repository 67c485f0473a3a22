package org.signalbox.examples.loyalty.sender;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/**
 * What a sender sees of a server: a real broker with a durable queue, and a web server that answers the status query.
 * Behind it, purchases are counted once per signal id.
 */
final class LoyaltyServer {

    static {
        // Otherwise the JDK's web server takes 40 ms for each answer: Nagle's algorithm waits for the client's delayed
        // ack.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private record Account(int purchases, Map<String, BigDecimal> spent, List<String> order) {}

    private final ObjectMapper json = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private final Map<String, Account> accounts = new ConcurrentHashMap<>();
    private final Set<String> signalIds = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean loseNextCommitAnswer = new AtomicBoolean();
    private final Path data;
    private final int jmsPort;
    private final HttpServer web;
    private EmbeddedActiveMQ broker;
    private ActiveMQConnectionFactory factory;
    private volatile int extraPerPurchase;
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger repetitions = new AtomicInteger();

    LoyaltyServer(Path data) throws Exception {
        this.data = data;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            jmsPort = free.getLocalPort();
        }
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/signalbox/api/v1/instances/", this::answer)
                .setAuthenticator(new BasicAuthenticator("signalbox") {
                    @Override
                    public boolean checkCredentials(String user, String password) {
                        return user.equals("operator") && password.equals("0perator");
                    }
                });
        web.start();
        broker = new EmbeddedActiveMQ();
        factory = new ActiveMQConnectionFactory();
        startBroker();
    }

    String jms() {
        return "tcp://127.0.0.1:" + jmsPort;
    }

    String http() {
        return "http://127.0.0.1:" + web.getAddress().getPort();
    }

    /** How often a purchase came again and was recognised by its signal id. */
    int repetitions() {
        return repetitions.get();
    }

    /** The purchases of a customer, in the order in which they were counted. */
    List<String> order(String customer) {
        return accounts.getOrDefault(customer, new Account(0, Map.of(), List.of()))
                .order();
    }

    void countEveryPurchaseTwice() {
        extraPerPurchase = 1;
    }

    /** The web server answers the next questions with 503. */
    void refuse(int questions) {
        refusals.set(questions);
    }

    /** The broker commits, but the connection breaks before the sender gets to know. */
    void loseNextCommitAnswer() {
        loseNextCommitAnswer.set(true);
    }

    void startBroker() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setSecurityEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(data.resolve("journal").toString())
                .setBindingsDirectory(data.resolve("bindings").toString())
                .setLargeMessagesDirectory(data.resolve("large").toString())
                .setPagingDirectory(data.resolve("paging").toString())
                // A stop in these tests is an orderly one: no need to wait for the disk.
                .setJournalSyncTransactional(false)
                .setJournalSyncNonTransactional(false)
                .setJournalFileSize(1024 * 1024)
                .setJournalMinFiles(2)
                .setJournalPoolFiles(2)
                .addAcceptorConfiguration("tcp", jms())
                .addAddressSetting(
                        "#", new AddressSettings().setAutoCreateQueues(false).setAutoCreateAddresses(false))
                .addQueueConfiguration(QueueConfiguration.of("signals")
                        .setAddress("signals")
                        .setRoutingType(RoutingType.ANYCAST)
                        .setDurable(true));
        broker = new EmbeddedActiveMQ().setConfiguration(configuration);
        broker.start();
        broker.getActiveMQServer().getRemotingService().addOutgoingInterceptor((Interceptor) (packet, connection) -> {
            boolean lose = packet.getType() == PacketImpl.NULL_RESPONSE && loseNextCommitAnswer.getAndSet(false);
            if (lose) {
                connection.getTransportConnection().forceClose();
            }
            return !lose;
        });
        factory = new ActiveMQConnectionFactory(jms());
        // Neither closed nor kept: it ends with the factory, when the broker stops.
        Connection connection = factory.createConnection();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        session.createConsumer(session.createQueue("signals")).setMessageListener(message -> {
            try {
                count(message);
            } catch (JMSException | IOException e) {
                throw new IllegalStateException(e);
            }
        });
        connection.start();
    }

    void stopBroker() throws Exception {
        factory.close();
        broker.stop();
    }

    private void count(Message message) throws JMSException, IOException {
        JsonNode purchase = json.readTree(message.getBody(String.class));
        JsonNode customer = json.readTree(message.getStringProperty("startInput"));
        String workflowId = message.getStringProperty("workflowId");
        boolean good = workflowId.equals(message.getStringProperty("JMSXGroupID"))
                && workflowId.equals(customer.required("id").textValue())
                && message.getStringProperty("workflowType").equals("loyalty")
                && message.getStringProperty("signal").equals("purchase")
                && message.getStringProperty("signalId")
                        .equals(purchase.required("id").textValue());
        if (!good) {
            throw new IllegalStateException("not as the contract says: " + message);
        }
        if (!signalIds.add(message.getStringProperty("signalId"))) {
            repetitions.incrementAndGet();
            return;
        }
        JsonNode price = purchase.required("price");
        accounts.compute(workflowId, (id, before) -> {
            Account old = before == null ? new Account(0, Map.of(), List.of()) : before;
            Map<String, BigDecimal> spent = new ConcurrentHashMap<>(old.spent());
            spent.merge(
                    price.required("currency").textValue(),
                    price.required("amount").decimalValue(),
                    BigDecimal::add);
            List<String> order = new ArrayList<>(old.order());
            order.add(purchase.required("id").textValue());
            return new Account(old.purchases() + 1 + extraPerPurchase, spent, order);
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        Account account = accounts.get(path[5]);
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            respond(exchange, 503, "text/plain", "busy");
        } else if (account == null || !path[7].equals("status")) {
            respond(exchange, 404, "application/problem+json", "{\"status\":404}");
        } else {
            ObjectNode status = json.createObjectNode();
            status.put("purchases", account.purchases()).put("level", Programme.level(account.purchases()));
            ObjectNode spent = status.putObject("spent");
            account.spent().forEach(spent::put);
            respond(exchange, 200, "application/json", status.toString());
        }
    }

    private static void respond(HttpExchange exchange, int status, String type, String body) {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stop() throws Exception {
        stopBroker();
        web.stop(0);
    }
}
