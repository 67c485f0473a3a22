package org.signalbox.broker.wildfly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndWithBrokerTest {

    private final List<Integer> codes = new CopyOnWriteArrayList<>();

    @Test
    void a_broker_that_cannot_write_ends_the_process(@TempDir Path directory) throws Exception {
        ActiveMQServer broker = ActiveMQServers.newActiveMQServer(
                new ConfigurationImpl()
                        .setSecurityEnabled(false)
                        .setJournalDirectory(directory.resolve("journal").toString())
                        .setBindingsDirectory(directory.resolve("bindings").toString())
                        .setPagingDirectory(directory.resolve("paging").toString())
                        .setLargeMessagesDirectory(directory.resolve("large").toString()),
                false);
        try {
            broker.registerIOCriticalErrorListener(new EndWithBroker(codes::add));

            broker.getIoCriticalErrorListener().onIOException(new IOException("No space left"), "disk full", "file");

            assertThat(codes).containsExactly(75);
        } finally {
            broker.stop();
        }
    }

    @Test
    void it_ends_the_process_even_without_any_explanation() {
        new EndWithBroker(codes::add).onIOException(null, null, null);

        assertThat(codes).containsExactly(75);
    }
}
