package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.it.crash.Rig.eventually;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.server.User;

/**
 * Calls that make no sense, of everything that is served. Each must be answered in a way that is described, and none by a
 * failure of the server. {@code -Dsignalbox.fuzz.calls} makes another number of them, {@code -Dsignalbox.crash.seed} those of
 * a former run.
 */
class RestFuzzTest {

    private static final int CALLS = Integer.getInteger("signalbox.fuzz.calls", 5_000);
    private static final long SEED = Long.getLong("signalbox.crash.seed", System.nanoTime());

    /** What a receipt says of a signal that has a place. */
    private static final Set<String> TAKEN = Set.of("ACCEPTED", "HANDLED", "PARKED", "HELD");

    @Test
    void a_call_that_makes_no_sense_is_refused_in_order_and_what_is_taken_is_kept(@TempDir Path directory)
            throws Exception {
        System.out.println("signalbox.crash.seed=" + SEED);
        try (Rig rig = Rig.postgreSql(directory)) {
            rig.postgres().start();
            rig.server().start();
            RestClient client = rig.rest(User.ADMIN);
            OddCalls calls = new OddCalls(client.description(), "rest", SEED);
            Map<String, String> taken = new TreeMap<>();
            Map<Integer, Integer> statuses = new TreeMap<>();

            for (int n = 0; n < CALLS; n++) {
                if (n % 50 == 0) {
                    reuse(client, n);
                }
                RestCall call = n % 20 == 0 ? OddCalls.sensible(n) : calls.next();
                RestAnswer answer = client.call(call);
                statuses.merge(answer.status(), 1, Integer::sum);
                assertThat(answer.status())
                        .as(call.method() + " " + call.path() + ": " + answer)
                        .isLessThan(500);
                if (call.method().equals("POST")
                        && answer.status() / 100 == 2
                        && !answer.body().isEmpty()) {
                    note(answer.json(), taken);
                }
            }

            System.out.println("answers: " + statuses);
            assertThat(statuses).as("not all refused, and not all taken").containsKeys(200, 400, 404);
            assertThat(taken).isNotEmpty();
            assertThat(taken)
                    .allSatisfy((signal, workflow) -> assertThat(client.call(RestCall.get("receipts", workflow, signal))
                                    .status())
                            .as(signal)
                            .isEqualTo(200));
            eventually()
                    .until(() -> rig.rest(User.VIEWER)
                            .call(RestCall.get("balances"))
                            .json()
                            .path("right")
                            .asBoolean());
            JsonNode reused = client.call(RestCall.get("balances", "reused")).json();
            assertThat(reused.path("handled").asInt()).isEqualTo(CALLS / 50);
            assertThat(reused.path("duplicate").asInt()).isEqualTo(CALLS / 50);
            assertThat(reused.path("right").asBoolean()).isTrue();
            assertThat(rig.server().isReady()).isTrue();
            assertThat(rig.traced()).as("stack traces in the log").isEmpty();
            assertThat(Files.size(rig.server().log())).as("bytes of log").isLessThan(400L * CALLS + 1_000_000);
            assertThat(Files.readString(rig.server().log(), StandardCharsets.ISO_8859_1))
                    .as("a line that a call wrote")
                    .doesNotContain("\nb 2026-01-01 00:00:00,000 ERROR forged");
        }
    }

    /** One new signal, the same written differently, and another one under its id. */
    private static void reuse(RestClient client, int n) {
        assertThat(client.call(OddCalls.used(n, "{\"sender\":\"used\",\"number\":" + n + "}"))
                        .outcome())
                .isIn(TAKEN);
        assertThat(client.call(OddCalls.used(n, "{\"number\":" + n + ".0e0, \"sender\":\"\\u0075sed\"}"))
                        .outcome())
                .isEqualTo("DUPLICATE");
        RestAnswer another = client.call(OddCalls.used(n, "{\"sender\":\"used\",\"number\":" + (n + 1) + "}"));
        assertThat(another.status()).isEqualTo(422);
    }

    private static void note(JsonNode answer, Map<String, String> taken) {
        Iterable<JsonNode> receipts = answer.isArray() ? answer : List.of(answer);
        for (JsonNode receipt : receipts) {
            if (TAKEN.contains(receipt.path("outcome").asText())) {
                taken.put(
                        receipt.path("signalId").asText(),
                        receipt.path("workflowId").asText());
            }
        }
    }
}
