package org.signalbox.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** The ports of one server: the usual ones, all moved by one offset, on the loopback interface. */
public record Ports(int offset) {
    static final int HIGHEST_OFFSET = 3900;

    /** Refuses an offset that would lead beyond the last port. */
    public Ports {
        if (offset < 0 || offset > HIGHEST_OFFSET) {
            throw new IllegalArgumentException("port offset " + offset + " is not within 0 to " + HIGHEST_OFFSET);
        }
    }

    /** Console, REST interface. */
    public int http() {
        return 8080 + offset;
    }

    /** The same with TLS. */
    public int https() {
        return 8443 + offset;
    }

    /** Senders by JMS, AMQP or STOMP. */
    public int jms() {
        return 61616 + offset;
    }

    /** Health and WildFly's own administration. */
    public int management() {
        return 9990 + offset;
    }

    /** Whether nobody listens on any of them at this moment. */
    public boolean areFree() {
        return IntStream.of(http(), https(), jms(), management()).allMatch(Ports::isFree);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
