package org.signalbox.it.attack;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** STOMP 1.2, frame by frame. The broker closes the connection after an error, so the next frame takes another one. */
final class StompDoor implements Door {

    private static final AtomicInteger RECEIPTS = new AtomicInteger();

    private final int port;
    private final String user;
    private final String password;
    private Socket socket;

    StompDoor(int port, String user, String password) throws IOException {
        this.port = port;
        this.user = user;
        this.password = password;
        this.socket = connect();
    }

    private Socket connect() throws IOException {
        Socket fresh = new Socket(InetAddress.getLoopbackAddress(), port);
        fresh.setSoTimeout(20_000);
        write(fresh, "CONNECT\naccept-version:1.2\nhost:localhost\nlogin:" + user + "\npasscode:" + password + "\n\n");
        String answer = read(fresh);
        if (!answer.startsWith("CONNECTED")) {
            fresh.close();
            throw new IOException(answer);
        }
        return fresh;
    }

    private boolean isAllowed(String frame) throws IOException {
        write(socket, frame);
        String answer = read(socket);
        if (answer.startsWith("RECEIPT")) {
            return true;
        }
        socket.close();
        socket = connect();
        return false;
    }

    @Override
    public boolean send(String address, String workflowId) throws IOException {
        return isAllowed("SEND\ndestination:" + address + "\nreceipt:" + RECEIPTS.incrementAndGet() + "\nworkflowId:"
                + workflowId + "\nworkflowType:ledger\nsignal:note\n\nnull");
    }

    @Override
    public boolean consume(String address) throws IOException {
        return subscribe(address, "subscription-type:ANYCAST\n");
    }

    /** STOMP knows no browsing. */
    @Override
    public boolean browse(String address) {
        return false;
    }

    @Override
    public boolean subscribe(String address) throws IOException {
        return subscribe(address, "subscription-type:MULTICAST\n");
    }

    private boolean subscribe(String address, String headers) throws IOException {
        int id = RECEIPTS.incrementAndGet();
        boolean isAllowed = isAllowed("SUBSCRIBE\nid:" + id + "\nack:client\ndestination:" + address + "\nreceipt:" + id
                + "\n" + headers + "\n");
        if (isAllowed) {
            isAllowed("UNSUBSCRIBE\nid:" + id + "\nreceipt:" + RECEIPTS.incrementAndGet() + "\n\n");
        }
        return isAllowed;
    }

    private static void write(Socket socket, String frame) throws IOException {
        socket.getOutputStream().write((frame + "\0").getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** One frame. */
    private static String read(Socket socket) throws IOException {
        StringBuilder frame = new StringBuilder();
        InputStream in = socket.getInputStream();
        int next = in.read();
        while (next > 0 || (next == 0 && frame.isEmpty())) {
            if (!(frame.isEmpty() && Character.isWhitespace(next)) && next != 0) {
                frame.append((char) next);
            }
            next = in.read();
        }
        return frame.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
