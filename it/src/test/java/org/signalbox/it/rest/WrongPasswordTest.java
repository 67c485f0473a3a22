package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Wrong passwords slow down who sends them, and lock nobody out. Each test guesses from an address of its own. */
@OnServer
class WrongPasswordTest {

    private static final int GUESSES = 40;

    private final SignalboxServer server;

    WrongPasswordTest(SignalboxServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(strings = {"sender", "operator", "admin"})
    void who_guesses_is_refused_for_a_while_and_nobody_else(String user) throws IOException {
        String guesser = "127.0.1." + user.length();
        String right = password(user);
        List<String> answers = guess(guesser, user);

        assertThat(answers).filteredOn("401"::equals).hasSizeBetween(5, 10);
        assertThat(answers).filteredOn("429"::equals).hasSizeGreaterThan(25);
        assertThat(get("127.0.2.1", user, right)).isIn("200", "403");
        assertThat(get(guesser, "viewer", password("viewer"))).isEqualTo("200");
    }

    @Test
    void a_page_that_asks_for_the_log_in_is_no_way_around() throws IOException {
        String answer = "";
        for (int n = 0; n < 10; n++) {
            String credentials =
                    Base64.getEncoder().encodeToString(("operator:wrong" + n).getBytes(StandardCharsets.UTF_8));
            answer = send(
                    "127.0.1.104",
                    "GET /signalbox/console/home HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Basic "
                            + credentials + "\r\n\r\n");
        }

        assertThat(answer).contains(" 429 ");
    }

    @Test
    void who_was_let_in_before_is_let_in_though_somebody_guesses_at_the_same_address() throws IOException {
        String right = password("operator");
        assertThat(get("127.0.1.100", "operator", right)).isEqualTo("200");

        guess("127.0.1.100", "operator");

        assertThat(get("127.0.1.100", "operator", right)).isEqualTo("200");
    }

    @Test
    void jms_takes_the_right_password_while_somebody_guesses_over_rest() throws IOException {
        guess("127.0.0.1", "sender");

        try (Sender sender = server.sender()) {
            assertThat(sender).isNotNull();
        }
    }

    @Test
    void a_log_in_that_failed_is_logged_with_user_and_address() throws IOException {
        guess("127.0.1.101", "stranger\u001b[31m");

        await().untilAsserted(() -> assertThat(server.log())
                .anyMatch(line -> line.contains("SIGBOX0621")
                        && line.contains("'stranger")
                        && line.contains("127.0.1.101")
                        && line.contains("/signalbox/api/v1/workflows"))
                .anyMatch(line -> line.contains("SIGBOX0621") && line.contains("refused for"))
                .noneMatch(line -> line.contains("\u001b")));
    }

    @Test
    void the_form_of_the_console_is_guarded_as_well() throws IOException {
        String answer = "";
        for (int n = 0; n < 10; n++) {
            String form = "j_username=operator&j_password=wrong" + n;
            answer = send(
                    "127.0.1.102",
                    "POST /signalbox/console/j_security_check HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                            + "\r\n\r\n" + form);
        }

        assertThat(answer).contains(" 429 ", "Retry-After", "Too many failed log-ins");
        assertThat(get("127.0.1.103", "operator", password("operator"))).isEqualTo("200");
        assertThat(server.log()).anyMatch(line -> line.contains("SIGBOX0621") && line.contains("j_security_check"));
    }

    @Test
    void a_foreign_host_is_not_repeated_in_an_address() throws IOException {
        String credentials = Base64.getEncoder()
                .encodeToString(("operator:" + password("operator")).getBytes(StandardCharsets.UTF_8));
        String redirected =
                send("127.0.0.1", "GET /signalbox HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
        String started = send(
                "127.0.0.1",
                "POST /signalbox/api/v1/workflows/ledger/instances/wrong-host HTTP/1.1\r\nHost: evil.example\r\n"
                        + "Authorization: Basic " + credentials + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

        assertThat(redirected).contains("Location: /signalbox/").doesNotContain("evil.example");
        assertThat(started)
                .contains(" 201 ", "Location: /signalbox/api/v1/instances/wrong-host")
                .doesNotContain("evil.example");
    }

    @Test
    void nothing_of_the_server_itself_is_shown() throws IOException {
        for (String path : List.of("/", "/wildfly-services", "/index.html")) {
            String answer = send("127.0.0.1", "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(answer).as(path).contains(" 404 ").doesNotContainIgnoringCase("wildfly");
        }
    }

    private List<String> guess(String from, String user) throws IOException {
        List<String> answers = new ArrayList<>();
        for (int n = 0; n < GUESSES; n++) {
            answers.add(get(from, user, "wrong" + n));
        }
        return answers;
    }

    private String password(String user) {
        return server.process().credentials().passwordOf(User.valueOf(user.toUpperCase(Locale.ROOT)));
    }

    /** The status. */
    private String get(String from, String user, String password) throws IOException {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return send(
                        from,
                        "GET /signalbox/api/v1/workflows HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Basic "
                                + credentials + "\r\n\r\n")
                .split(" ", 3)[1];
    }

    private String send(String from, String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(),
                server.process().httpPort(),
                InetAddress.getByAddress(bytes(from)),
                0)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(answer);
            return answer.toString(StandardCharsets.UTF_8);
        }
    }

    private static byte[] bytes(String address) {
        byte[] bytes = new byte[4];
        String[] parts = address.split("\\.", -1);
        for (int n = 0; n < bytes.length; n++) {
            bytes[n] = (byte) Integer.parseInt(parts[n]);
        }
        return bytes;
    }
}
