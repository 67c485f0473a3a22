package org.signalbox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSContext;
import jakarta.jms.TemporaryQueue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.management.SimpleManagement;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Artemis' own tools at a broker with the product's {@code broker.xml}: they ask as {@link SimpleManagement} does. */
class BrokerToolsTest {

    private static EmbeddedActiveMQ broker;
    private static String url;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        int port = freePort();
        url = "tcp://127.0.0.1:" + port;
        Map<String, String> settings = Map.of(
                "signalbox.broker.host", "127.0.0.1",
                "signalbox.broker.port", String.valueOf(port),
                "signalbox.broker.data", directory.toString());
        settings.forEach(System::setProperty);
        try {
            SecurityConfiguration users = new SecurityConfiguration();
            Stream.of("admin", "sender", "signalbox", "viewer").forEach(name -> {
                users.addUser(name, name);
                users.addRole(name, name);
            });
            broker = new EmbeddedActiveMQ()
                    .setConfigResourcePath(
                            Path.of("src/main/broker/broker.xml").toUri().toString())
                    .setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users))
                    .start();
        } finally {
            settings.keySet().forEach(System::clearProperty);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        broker.stop();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    @SuppressWarnings("try") // its close() says that it throws anything
    void an_administrator_sees_queues_and_node() throws Exception {
        try (SimpleManagement tool = new SimpleManagement(url, "admin", "admin").open()) {
            assertThat(tool.simpleManagement("broker", "listQueues", "", 1, 100))
                    .contains("jms.queue.signals");
            assertThat(tool.getNodeID()).isNotEmpty();
            assertThat(tool.simpleManagementBoolean("broker", "isStarted")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sender", "viewer"})
    @SuppressWarnings("try")
    void nobody_else_outside_does(String user) {
        assertThatThrownBy(() -> {
                    try (SimpleManagement tool = new SimpleManagement(url, user, user).open()) {
                        tool.getNodeID();
                    }
                })
                .isInstanceOf(Exception.class);
    }

    /** Otherwise the broker warns twice of each temporary queue, so of each sender who wants receipts. */
    @Test
    void a_temporary_queue_is_nothing_to_warn_of() throws Exception {
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(url);
                JMSContext sender = factory.createContext("sender", "sender")) {
            TemporaryQueue receipts = sender.createTemporaryQueue();
            AddressSettings settings =
                    broker.getActiveMQServer().getAddressSettingsRepository().getMatch(receipts.getQueueName());
            assertThat(settings)
                    .extracting(AddressSettings::getDeadLetterAddress)
                    .isNotNull();
            assertThat(settings).extracting(AddressSettings::getExpiryAddress).isNotNull();
        }
    }
}
