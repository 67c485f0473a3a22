package org.signalbox.it.attack;

import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** The broker inside the server. */
@OnServer
class EmbeddedBrokerAttackTest extends BrokerAttackTest {

    private final SignalboxServer server;

    EmbeddedBrokerAttackTest(SignalboxServer server) {
        super(server.process().jmsPort(), "jms.queue.remote.it");
        this.server = server;
    }

    @Override
    String passwordOf(User user) {
        return server.process().credentials().passwordOf(user);
    }
}
