package org.signalbox.broker;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.ActiveMQSecurityException;
import org.apache.activemq.artemis.api.core.Interceptor;
import org.apache.activemq.artemis.core.protocol.core.Channel;
import org.apache.activemq.artemis.core.protocol.core.CoreRemotingConnection;
import org.apache.activemq.artemis.core.protocol.core.Packet;
import org.apache.activemq.artemis.core.protocol.core.impl.ChannelImpl.CHANNEL_ID;
import org.apache.activemq.artemis.core.protocol.core.impl.PacketImpl;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.CreateSessionMessage;
import org.apache.activemq.artemis.core.protocol.core.impl.wireformat.ReattachSessionResponseMessage;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Lets only those core packets into the broker that a client needs to open a session, and those of a session.
 *
 * <p>The broker handles some packets without a log-in: they make it federate with another broker, create a queue, take over a session, join a
 * cluster. All of them come on channels below {@link CHANNEL_ID#USER}; a session has a channel of its own above, which exists only after its log-in. So on the
 * lower channels an allow list decides. A connection that sends anything else is closed.
 *
 * <p>A request to take over a session gets the answer that there is none. The client then opens a new session and has to log in.
 *
 * <p>Brokers of one cluster send each other more. {@code signalbox.broker.peers} lists their addresses; what comes from there passes.
 */
public final class PacketShield implements Interceptor {

    /** System property: IP addresses of the other brokers of a cluster, separated by commas. */
    static final String PEERS = "signalbox.broker.peers";

    private static final Set<Byte> MANAGEMENT_OF_CONNECTION =
            Set.of(PacketImpl.PING, PacketImpl.SUBSCRIBE_TOPOLOGY, PacketImpl.SUBSCRIBE_TOPOLOGY_V2);
    private static final Set<Byte> OPENING_OF_SESSION =
            Set.of(PacketImpl.CREATESESSION, PacketImpl.CREATESESSION_V2, PacketImpl.CHECK_FOR_FAILOVER);

    private final Set<String> peers;
    private final Refusals refusals = new Refusals("SIGBOX0030");

    /** Made by the broker. */
    public PacketShield() {
        this(System.getProperty(PEERS, ""));
    }

    PacketShield(String peers) {
        this.peers = Stream.of(peers.split(",", -1))
                .map(String::trim)
                .filter(peer -> !peer.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public boolean intercept(Packet packet, RemotingConnection connection) {
        if (packet.getChannelID() >= CHANNEL_ID.USER.id || isAllowed(packet) || isPeer(connection)) {
            return true;
        }
        if (packet.getType() == PacketImpl.REATTACH_SESSION && connection instanceof CoreRemotingConnection core) {
            Channel channel = core.getChannel(CHANNEL_ID.SESSION.id, -1);
            channel.send(new ReattachSessionResponseMessage(-1, false));
            return false;
        }
        String what = "Packet type " + packet.getType() + " on channel " + packet.getChannelID() + " from "
                + connection.getRemoteAddress() + " is not one of a client; the connection is closed";
        refusals.tell(what);
        connection.fail(new ActiveMQSecurityException(what));
        return false;
    }

    private static boolean isAllowed(Packet packet) {
        if (packet.getChannelID() == CHANNEL_ID.PING.id) {
            return MANAGEMENT_OF_CONNECTION.contains(packet.getType());
        }
        return packet.getChannelID() == CHANNEL_ID.SESSION.id
                && OPENING_OF_SESSION.contains(packet.getType())
                && !(packet instanceof CreateSessionMessage session
                        && session.getSessionChannelID() < CHANNEL_ID.USER.id);
    }

    private boolean isPeer(RemotingConnection connection) {
        return !peers.isEmpty() && peers.contains(hostOf(connection.getRemoteAddress()));
    }

    /** Of {@code /10.0.0.1:4711} or {@code [::1]:4711}. */
    private static String hostOf(String address) {
        String host = address.substring(address.indexOf('/') + 1);
        int colon = host.lastIndexOf(':');
        return (colon < 0 ? host : host.substring(0, colon)).replace("[", "").replace("]", "");
    }
}
