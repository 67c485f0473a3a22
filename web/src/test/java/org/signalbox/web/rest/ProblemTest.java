package org.signalbox.web.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalbox.client.Reason;
import org.signalbox.core.machine.Entry;
import org.signalbox.core.machine.Event;
import org.signalbox.core.payload.Json;

class ProblemTest {

    private static final MediaType JSON = new MediaType("application", "json", "utf-8");

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN_INSTANCE, 404",
        "UNKNOWN_SIGNAL, 404",
        "UNKNOWN_WORKFLOW, 404",
        "CLOSED, 409",
        "BAD_PAYLOAD, 400",
        "MALFORMED, 400",
        "TOO_LARGE, 413",
        "BUSY, 429",
        "EXPIRED, 410",
        "FORBIDDEN, 403",
        "WITHDRAWN, 409",
        "UNPROCESSABLE, 500"
    })
    void every_reason_has_its_status(Reason reason, int status) {
        assertThat(Problem.of(reason, "").status()).isEqualTo(status);
    }

    @Test
    void a_problem_is_written_with_what_is_known_only() {
        Problem problem = Problem.of(Reason.CLOSED, "It has ended.").ofSignal(Optional.of("c-1"), Optional.of("p-1"));

        assertThat(Json.write(problem))
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Conflict\",\"status\":409,\"detail\":\"It has ended.\","
                                + "\"reason\":\"CLOSED\",\"workflowId\":\"c-1\",\"signalId\":\"p-1\"}");
    }

    @Test
    void json_of_authors_passes_through_as_it_is() {
        EventView event = new EventView(
                1,
                1,
                Event.Kind.SIGNAL,
                "purchase",
                Entry.State.HANDLED,
                Optional.of("p-1"),
                Optional.of(new Document("{\"price\": 1.10, \"big\": 12345678901234567890}")),
                List.of(),
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty());

        assertThat(Json.write(event))
                .contains("\"payload\":{\"price\": 1.10, \"big\": 12345678901234567890}")
                .contains("\"acceptedAt\":\"1970-01-01T00:00:00Z\"")
                .doesNotContain("handledAt");
    }

    @Test
    void a_page_tells_where_the_next_one_begins() {
        Page<Integer> first =
                Page.of(List.of(1, 2, 3), 2, i -> i, (shown, following) -> shown + " before " + following);
        Page<Integer> last = Page.of(List.of(3), 2, i -> i, (shown, following) -> "never");

        assertThat(first).isEqualTo(new Page<>(List.of(1, 2), Optional.of("2 before 3")));
        assertThat(last).isEqualTo(Page.of(List.of(3)));
    }

    @Test
    void a_body_is_read_no_further_than_it_may_be_long() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> Body.read(endless, JSON, 1000))
                .isInstanceOfSatisfying(
                        Failure.class, f -> assertThat(f.problem().reason()).contains("TOO_LARGE"));
    }

    @Test
    void a_body_must_be_utf_8() {
        Body body = Body.read(new ByteArrayInputStream("\"Zürich\"".getBytes(StandardCharsets.ISO_8859_1)), JSON, 1000);

        assertThatThrownBy(body::text).hasMessage("The body is not UTF-8.");
        assertThat(body.ifAny()).isPresent();
    }

    @Test
    void a_body_must_be_called_json() {
        assertThatThrownBy(() -> Body.read(new ByteArrayInputStream(new byte[] {'1'}), null, 1000))
                .hasMessageContaining("must be JSON");
        assertThatThrownBy(() -> Body.read(new ByteArrayInputStream(new byte[] {'1'}), MediaType.TEXT_PLAIN_TYPE, 1000))
                .hasMessageContaining("must be JSON");
    }

    @Test
    void white_space_is_no_input() {
        assertThat(Body.read(new ByteArrayInputStream(new byte[] {' ', '\n'}), JSON, 1000)
                        .text())
                .isEmpty();
        assertThat(Body.read(null, null, 1000).text()).isEmpty();
    }
}
