package org.signalbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow clients do not keep others from being served. */
class HttpGuardTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private GuardedServer server = new GuardedServer(LONG, LONG);

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 1000, 0",
        "Content-Length: 1000, 500",
        "Content-Length: 1000000, 16384",
        "Content-Length: 1000000, 32768",
        "Content-Length: 1000000, 40000",
        "Content-Length: 1000000, 400000",
        "Content-Length: 1000|Expect: 100-continue, 0",
        "Content-Length: 1000|Expect: 100-continue, 10"
    })
    void half_sent_bodies_keep_nobody_waiting(String header, int sent) throws Exception {
        for (int n = 0; n < 60; n++) {
            server.open(
                    "POST /half HTTP/1.1\r\nHost: x\r\n" + header.replace("|", "\r\n") + "\r\n\r\n", new byte[sent]);
        }

        for (int n = 0; n < 5; n++) {
            assertThat(server.post(new byte[100_000])).isEqualTo("100000");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3\r\nabc", "3\r\nabc\r\n", "ffff\r\n"})
    void half_sent_chunks_keep_nobody_waiting(String part) throws Exception {
        for (int n = 0; n < 60; n++) {
            server.open("POST /half HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + part, new byte[0]);
        }

        assertThat(server.post(new byte[100_000])).isEqualTo("100000");
    }

    @Test
    void clients_that_do_not_read_their_answers_keep_nobody_waiting() throws Exception {
        for (int n = 0; n < 60; n++) {
            server.open("GET /large HTTP/1.1\r\nHost: x\r\n\r\n", new byte[0]);
        }

        assertThat(server.post(new byte[100_000])).isEqualTo("100000");
    }

    @Test
    void a_large_answer_arrives_completely() throws Exception {
        Socket reader = server.open("GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", new byte[0]);

        assertThat(GuardedServer.end(reader)).hasSizeGreaterThan(GuardedServer.LARGE);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 32_767, 32_768, 32_769, 49_152, 1_000_000})
    void bodies_of_any_length_arrive_as_they_are(int length) throws Exception {
        assertThat(server.post(new byte[length])).isEqualTo(String.valueOf(length));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 40_000})
    void who_sends_nothing_any_more_is_closed(int sent) throws Exception {
        server.close();
        server = new GuardedServer(Duration.ofMillis(300), Duration.ofMillis(300));

        Socket half = server.open("POST /half HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n", new byte[sent]);

        assertThat(GuardedServer.end(half)).doesNotContain("200 OK");
        assertThat(server.post(new byte[100])).isEqualTo("100");
    }
}
