package org.signalbox.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSContext;
import jakarta.jms.TemporaryQueue;
import java.nio.file.Path;
import org.apache.activemq.artemis.api.core.management.SimpleManagement;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Artemis' own tools at a broker with the product's {@code broker.xml}: they ask as {@link SimpleManagement} does. */
class BrokerToolsTest {

    private static ProductBroker broker;
    private static String url;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        broker = new ProductBroker(directory);
        url = broker.url();
    }

    @AfterAll
    static void stop() throws Exception {
        broker.stop();
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
                    broker.server().getAddressSettingsRepository().getMatch(receipts.getQueueName());
            assertThat(settings)
                    .extracting(AddressSettings::getDeadLetterAddress)
                    .isNotNull();
            assertThat(settings).extracting(AddressSettings::getExpiryAddress).isNotNull();
        }
    }
}
