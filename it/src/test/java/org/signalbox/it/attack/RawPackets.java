package org.signalbox.it.attack;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.client.impl.ClientSessionInternal;
import org.apache.activemq.artemis.core.config.federation.FederationDownstreamConfiguration;
import org.apache.activemq.artemis.core.protocol.core.Channel;
import org.apache.activemq.artemis.core.protocol.core.CoreRemotingConnection;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.ChannelImpl.CHANNEL_ID;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ClusterConnectMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.CreateQueueMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.CreateSessionMessage_V2;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.FederationDownstreamConnectMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ReattachSessionMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ReattachSessionResponseMessage;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyConnectorFactory;
import org.apache.activemq.artemis.utils.VersionLoader;

/** A connection of the core protocol that sends what clients don't. */
final class RawPackets implements AutoCloseable {

    /** What is sent, and on which channel. */
    record Packets(String name, CHANNEL_ID channel, Packet packet) {}

    private static final class Bare extends PacketImpl {
        private Bare(byte type) {
            super(type);
        }
    }

    private final ServerLocator locator;
    private final ClientSessionFactory factory;
    private final CoreRemotingConnection connection;

    /** Without a log-in. */
    RawPackets(int port) throws Exception {
        locator = ActiveMQClient.createServerLocator(
                "tcp://127.0.0.1:" + port + "?reconnectAttempts=0&callTimeout=10000");
        factory = locator.createSessionFactory();
        connection = (CoreRemotingConnection) factory.getConnection();
    }

    /** On the connection of a session. */
    RawPackets(ClientSession session) {
        locator = ActiveMQClient.createServerLocatorWithoutHA();
        factory = session.getSessionFactory();
        connection = (CoreRemotingConnection) ((ClientSessionInternal) session).getConnection();
    }

    /** What the broker handles without a log-in, on each channel on which it listens for it or could; and what has no business there. */
    static List<Packets> harmful(String address, String queue) {
        FederationDownstreamConnectMessage federation = new FederationDownstreamConnectMessage();
        federation.setName("rogue");
        federation.setFederationPolicyMap(Map.of());
        federation.setTransformerConfigurationMap(Map.of());
        FederationDownstreamConfiguration downstream = new FederationDownstreamConfiguration();
        downstream.setName("rogue");
        downstream.setUpstreamConfiguration(new TransportConfiguration(
                NettyConnectorFactory.class.getName(), Map.of("host", "127.0.0.1", "port", 1), "rogue"));
        downstream.getConnectionConfiguration().setStaticConnectors(List.of("rogue"));
        federation.setStreamConfiguration(downstream);
        Packet creation = new CreateQueueMessage(
                QueueConfiguration.of(queue).setAddress(address).setDurable(true), false);
        List<Packets> all = new ArrayList<>();
        all.add(new Packets("federation", CHANNEL_ID.FEDERATION, federation));
        all.add(new Packets("federation on channel 0", CHANNEL_ID.PING, federation));
        all.add(new Packets("a queue without a log-in", CHANNEL_ID.SESSION, creation));
        all.add(new Packets("a member of the cluster", CHANNEL_ID.CLUSTER, new ClusterConnectMessage("a", "b")));
        for (byte type : new byte[] {PacketImpl.DISCONNECT_CONSUMER, PacketImpl.SESS_CLOSE, PacketImpl.SESS_COMMIT}) {
            for (CHANNEL_ID channel : List.of(CHANNEL_ID.PING, CHANNEL_ID.SESSION, CHANNEL_ID.REPLICATION)) {
                all.add(new Packets("type " + type + " on channel " + channel, channel, new Bare(type)));
            }
        }
        return all;
    }

    boolean isClosedBy(Packets packets) {
        Channel channel = connection.getChannel(packets.channel().id, -1);
        channel.send(packets.packet());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !connection.getTransportConnection().isOpen());
        return true;
    }

    boolean reattaches(String session) throws ActiveMQException {
        Packet answer = connection
                .getChannel(CHANNEL_ID.SESSION.id, -1)
                .sendBlocking(new ReattachSessionMessage(session, -1), PacketImpl.REATTACH_SESSION_RESP);
        return ((ReattachSessionResponseMessage) answer).isReattached();
    }

    /** Logs in, to a session of that name. */
    boolean creates(String session, String user, String password) {
        Packet creation = new CreateSessionMessage_V2(
                session,
                CHANNEL_ID.USER.id + 1,
                VersionLoader.getVersion().getIncrementingVersion(),
                user,
                password,
                100_000,
                false,
                true,
                true,
                false,
                -1,
                null,
                null);
        return CoreDoor.isAllowed(() ->
                connection.getChannel(CHANNEL_ID.SESSION.id, -1).sendBlocking(creation, PacketImpl.CREATESESSION_RESP));
    }

    static String nameOf(ClientSession session) {
        return ((ClientSessionInternal) session).getName();
    }

    @Override
    public void close() {
        factory.close();
        locator.close();
    }
}
