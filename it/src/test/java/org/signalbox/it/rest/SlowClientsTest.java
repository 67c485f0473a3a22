package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Clients that send half a request, or do not read what they asked for, keep nobody from being served. */
@OnServer
class SlowClientsTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final SignalboxServer server;
    private final List<Socket> sockets = new ArrayList<>();

    SlowClientsTest(SignalboxServer server) {
        this.server = server;
    }

    @AfterEach
    void leave() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/signalbox/console/j_security_check, 20, nobody",
        "/signalbox/console/j_security_check, 100000, nobody",
        "/signalbox/console/home, 500, nobody",
        "/signalbox/console/home, 100000, nobody",
        "/signalbox/pages/log-in, 100000, nobody",
        "/signalbox/login, 100000, nobody",
        "/signalbox/api/v1/instances/slow-clients/signals/text, 500, nobody",
        "/signalbox/api/v1/instances/slow-clients/signals/text, 100000, nobody",
        "/signalbox/api/v1/instances/slow-clients/signals/text, 500, sender",
        "/signalbox/api/v1/instances/slow-clients/signals/text, 100000, sender",
        "/signalbox/api/v1/nowhere, 100000, nobody",
        "/, 100000, nobody"
    })
    void half_sent_requests_keep_nobody_waiting(String path, int sent, String user) throws IOException {
        String credentials = user.equals("sender")
                ? "Authorization: Basic "
                        + Base64.getEncoder()
                                .encodeToString(("sender:"
                                                + server.process().credentials().passwordOf(User.SENDER))
                                        .getBytes(StandardCharsets.UTF_8))
                        + "\r\n"
                : "";
        for (int n = 0; n < 150; n++) {
            open(
                    "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + credentials
                            + "Content-Length: 900000\r\n\r\n",
                    new byte[sent]);
        }

        othersAreServed();
    }

    @Test
    void clients_that_do_not_read_keep_nobody_waiting() throws IOException {
        String description = "GET /signalbox/api/v1/openapi HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
        for (int n = 0; n < 150; n++) {
            open(description.repeat(100), new byte[0]);
        }

        othersAreServed();
    }

    @Test
    void many_connections_keep_nobody_waiting() throws IOException {
        for (int n = 0; n < 1_000; n++) {
            open(n % 2 == 0 ? "" : "GET /signalbox/api/v1/workflows HTT", new byte[0]);
        }

        othersAreServed();
    }

    private void othersAreServed() {
        for (int n = 0; n < 3; n++) {
            long begin = System.nanoTime();
            assertThat(server.rest(User.OPERATOR)
                            .call(RestCall.get("workflows"))
                            .status())
                    .isEqualTo(200);
            assertThat(server.rest(User.SENDER)
                            .call(RestCall.note("slow-clients", n))
                            .status())
                    .isLessThan(500);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SOON);
        }
    }

    private void open(String head, byte[] part) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(16_384);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.process().httpPort()));
        try {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(part);
        } catch (IOException refused) {
            socket.close(); // the server has had enough of it
        }
    }
}
