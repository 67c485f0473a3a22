package org.signalbox.it.crash;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for what dies and comes back there. It is none of those that the system gives to connections: such a connection could
 * have it when it is wanted again, or meet itself when nobody listens.
 */
final class SteadyPort {

    private static final int LOWEST = 20_000;

    /** Linux gives connections ports from 32768 on, other systems higher ones. */
    private static final int HIGHEST = 32_000;

    private SteadyPort() {}

    static int find() throws IOException {
        IOException last = new IOException("no port");
        for (int attempt = 1; attempt <= 100; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (ServerSocket free = new ServerSocket(port, 0, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw last;
    }
}
