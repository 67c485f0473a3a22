package org.signalbox.http;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** An Undertow with the filter, 16 threads of which 4 may wait for senders and 4 for readers, and clients of it. */
final class GuardedServer implements AutoCloseable {

    static final int LARGE = 64 * 1024 * 1024;

    private final Undertow undertow;
    private final int port;
    private final List<Socket> sockets = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    GuardedServer(Duration idle, Duration body) {
        HttpHandler application = new BlockingHandler(GuardedServer::serve);
        undertow = Undertow.builder()
                .setIoThreads(2)
                .setWorkerThreads(16)
                .addHttpListener(0, "127.0.0.1")
                .setHandler(new HttpGuard(application, new HttpGuard.Limits(4, idle, body), System::nanoTime))
                .build();
        undertow.start();
        port = ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
    }

    /** {@code /large} answers with {@value #LARGE} bytes; all else reads the body and says how long it was. */
    private static void serve(HttpServerExchange exchange) throws IOException {
        if (exchange.getRequestPath().equals("/large")) {
            byte[] piece = new byte[65_536];
            for (int sent = 0; sent < LARGE; sent += piece.length) {
                exchange.getOutputStream().write(piece);
            }
        } else {
            byte[] body = exchange.getInputStream().readAllBytes();
            exchange.getOutputStream().write(String.valueOf(body.length).getBytes(StandardCharsets.US_ASCII));
        }
        exchange.endExchange();
    }

    /** Opens a connection that the test keeps, and sends this. */
    Socket open(String head, byte[] part) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(16_384);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        sockets.add(socket);
        OutputStream out = socket.getOutputStream();
        out.write(head.getBytes(StandardCharsets.US_ASCII));
        out.write(part);
        out.flush();
        return socket;
    }

    /** @return what was answered, or fails after ten seconds, which is far more than it takes */
    String post(byte[] body) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/other"))
                                .timeout(Duration.ofSeconds(10))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** What the server sends until it closes the connection. */
    static String end(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        socket.getInputStream().transferTo(all);
        return all.toString(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        undertow.stop();
    }
}
