package org.signalbox.it.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Stands between clients and a server on this machine; it can cut their connections, and hold back what they say. */
final class Proxy implements AutoCloseable {

    private final int target;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile long heldUntil = System.nanoTime();

    /** @param target the server's port; the server need not run */
    Proxy(int target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        begin("proxy-" + target, this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Ends all connections, in the middle of whatever is being said. */
    void cut() {
        open.forEach(Proxy::close);
    }

    /** Nothing gets through for so long; nothing is lost either. */
    void hold(Duration time) {
        heldUntil = System.nanoTime() + time.toNanos();
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException closed) {
                // the loop ends
            }
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(server);
            begin("proxy-to-" + target, () -> pass(client, server));
            begin("proxy-from-" + target, () -> pass(server, client));
        } catch (IOException away) {
            close(client);
            open.remove(client);
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] some = new byte[16 * 1024];
            for (int n = in.read(some); n >= 0; n = in.read(some)) {
                for (long left = heldUntil - System.nanoTime(); left > 0; left = heldUntil - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                out.write(some, 0, n);
            }
        } catch (IOException cut) {
            // both ends learn of it by the closing
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void begin(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // then it is of no use any more, either
        }
    }
}
