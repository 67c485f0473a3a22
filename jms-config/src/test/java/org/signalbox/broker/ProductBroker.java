package org.signalbox.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/** A broker with the product's {@code broker.xml}. Each role has a user with its name, whose password is the name, too. */
final class ProductBroker {

    private final EmbeddedActiveMQ broker;
    private final int port;

    ProductBroker(Path directory) throws Exception {
        port = freePort();
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "tcp://127.0.0.1:" + port;
    }

    ActiveMQServer server() {
        return broker.getActiveMQServer();
    }

    void stop() throws Exception {
        broker.stop();
    }
}
