package org.signalbox.broker.wildfly;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMConnection;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jboss.as.server.CurrentServiceContainer;
import org.jboss.msc.Service;
import org.jboss.msc.service.ServiceBuilder;
import org.jboss.msc.service.ServiceContainer;
import org.jboss.msc.service.ServiceController;
import org.jboss.msc.service.ServiceName;
import org.jboss.msc.service.StartContext;
import org.jboss.msc.service.StopContext;
import org.signalbox.broker.DestinationGuard;
import org.signalbox.broker.OrderedHandover;
import org.signalbox.broker.SenderLimits;
import org.wildfly.extension.messaging.activemq.ActiveMQBroker;

/**
 * Registers the broker plugins with the broker inside WildFly, whose configuration has no attribute for plugins.
 *
 * <p>The configuration has one for interceptors. WildFly makes them before it makes the broker, so when this one
 * is made, it installs a service that starts as soon as there is a broker: before the broker has read its journal, and long before
 * anybody can send or consume. The service stays installed, and starts again with a new broker after {@code :reload}.
 */
public final class PluginInstaller implements Interceptor {

    private static final ServiceName BROKER = ServiceName.parse("org.wildfly.messaging.activemq.server.default");
    private static final ServiceName PLUGIN = ServiceName.of("signalbox", "broker-plugin");

    /** Made by WildFly when it reads the broker's configuration. */
    public PluginInstaller() {
        ServiceContainer container = CurrentServiceContainer.getServiceContainer();
        if (container.getService(PLUGIN) == null) {
            ServiceBuilder<?> builder = container.addService();
            builder.setInstance(new Registration(builder.requires(BROKER), builder.provides(PLUGIN)))
                    .setInitialMode(ServiceController.Mode.ACTIVE)
                    .install();
        }
    }

    /**
     * WildFly has no permission of its own for addresses: who may create a queue may create addresses, too, and these stay for ever. Nobody outside
     * needs that; a temporary queue brings its address.
     */
    @Override
    public boolean intercept(Packet packet, RemotingConnection connection) {
        if (packet.getType() == PacketImpl.CREATE_ADDRESS
                && !(connection.getTransportConnection() instanceof InVMConnection)) {
            connection.fail(new ActiveMQSecurityException("A client may not create an address"));
            return false;
        }
        return true;
    }

    private static final class Registration implements Service {

        private final Supplier<ActiveMQBroker> broker;
        private final Consumer<OrderedHandover> plugin;

        Registration(Supplier<ActiveMQBroker> broker, Consumer<OrderedHandover> plugin) {
            this.broker = broker;
            this.plugin = plugin;
        }

        @Override
        public void start(StartContext context) {
            OrderedHandover registered = new OrderedHandover();
            ActiveMQServer server = (ActiveMQServer) broker.get().getDelegate();
            server.registerBrokerPlugin(registered);
            server.registerBrokerPlugin(new SenderLimits());
            server.registerBrokerPlugin(new DestinationGuard());
            server.registerIOCriticalErrorListener(new EndWithBroker(Runtime.getRuntime()::halt));
            plugin.accept(registered);
        }

        @Override
        public void stop(StopContext context) {
            // the broker ends, and its plugins with it
        }
    }
}
