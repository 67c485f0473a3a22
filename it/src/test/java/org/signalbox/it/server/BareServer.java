package org.signalbox.it.server;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts a server with nothing deployed and tells {@code arquillian.xml} where it is. To be named before Arquillian's own
 * extension; inside the server, where Arquillian runs the test, it does nothing.
 */
public final class BareServer implements BeforeAllCallback, AfterAllCallback {

    private Optional<AutoCloseable> server = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!isInside()) {
            SignalboxServer started = SignalboxServer.startBare("bare");
            server = Optional.of(started);
            System.setProperty(
                    "signalbox.it.management.port",
                    String.valueOf(started.process().managementPort()));
            System.setProperty(
                    "signalbox.it.home",
                    SignalboxServer.root().resolve("jms-config/target/wildfly").toString());
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (server.isPresent()) {
            server.get().close();
        }
    }

    private static boolean isInside() {
        return System.getProperty("jboss.server.name") != null;
    }
}
