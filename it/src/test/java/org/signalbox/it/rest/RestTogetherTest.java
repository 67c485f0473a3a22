package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Several signals in one call: all or nothing, in order, a receipt each. */
@OnServer
class RestTogetherTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SignalboxServer server;
    private final Probe probe;
    private final RestClient sender;

    RestTogetherTest(SignalboxServer server) {
        this.server = server;
        probe = server.probe();
        sender = server.rest(User.SENDER);
    }

    @Test
    void all_get_a_receipt_and_are_handled_in_order_behind_a_start() {
        RestAnswer answer = sender.call(call("together-start", text("a"), text("b"), text("c"))
                .with("workflowType", "ledger")
                .with("wait", "handled"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(outcomes(answer)).containsExactly("a 2 HANDLED", "b 3 HANDLED", "c 4 HANDLED");
        assertThat(probe.query("together-start", "notes")).hasToString("[\"a\",\"b\",\"c\"]");
    }

    @Test
    void a_repetition_gets_the_first_receipts_and_what_is_new_is_taken() {
        RestCall call = call("together-twice", text("a"), text("b")).with("workflowType", "ledger");
        sender.call(call.with("wait", "handled"));

        RestAnswer again = sender.call(
                call("together-twice", text("a"), text("b"), text("c")).with("wait", "handled"));

        assertThat(outcomes(again)).containsExactly("a 2 DUPLICATE", "b 3 DUPLICATE", "c 4 HANDLED");
        assertThat(probe.query("together-twice", "notes")).hasToString("[\"a\",\"b\",\"c\"]");
    }

    @Test
    void one_bad_element_is_named_and_nothing_of_the_others_is_there() {
        sender.call(RestCall.post("workflows", "ledger", "instances", "together-bad"));

        RestAnswer refused = sender.call(call("together-bad", text("a"), "{\"signal\":\"dance\"}", text("c")));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.reason()).isEqualTo("UNKNOWN_SIGNAL");
        assertThat(refused.text("element")).isEqualTo("2");
        assertThat(refused.text("detail")).startsWith("Signal 2 of 3 ('dance')");
        assertThat(probe.number("select sequence from instance where workflow_id = 'together-bad'"))
                .isEqualTo(1);
        assertThat(probe.number("select count(*) from undeliverable where workflow_id = 'together-bad'"))
                .isZero();
        assertThat(sender.call(call("together-bad", text("a"), "7")).text("element"))
                .isEqualTo("2");
        assertThat(sender.call(call("together-bad", text("a"), text("a"))).text("detail"))
                .contains("same signal id");
        assertThat(sender.call(RestCall.post("instances", "together-bad", "signals")
                                .json("[]"))
                        .status())
                .isEqualTo(400);
        String many = IntStream.range(0, 1_001).mapToObj(n -> text("n" + n)).collect(Collectors.joining(",", "[", "]"));
        assertThat(sender.call(RestCall.post("instances", "together-bad", "signals")
                                .json(many))
                        .status())
                .isEqualTo(413);
        assertThat(sender.call(call("together-nobody", text("a"))).reason()).isEqualTo("UNKNOWN_INSTANCE");
    }

    @Test
    void they_are_held_together_and_handed_over_in_order() {
        RestAnswer held =
                sender.call(call("together-held", text("a"), text("b")).with("holdFor", "PT1H"));
        assertThat(held.status()).isEqualTo(202);
        assertThat(outcomes(held)).containsExactly("a 0 HELD", "b 0 HELD");

        sender.call(RestCall.note("together-held", 1));

        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(probe.query("together-held", "notes")).hasToString("[\"a\",\"b\",\"rest:1\"]"));
    }

    @Test
    void without_ids_of_their_own_they_have_those_of_the_call() {
        RestCall call = call("together-ids", "{\"signal\":\"touch\"}", "{\"signal\":\"touch\"}")
                .with("workflowType", "ledger")
                .id("k");
        assertThat(outcomes(sender.call(call.with("wait", "handled"))))
                .containsExactly("k-1 2 HANDLED", "k-2 3 HANDLED");
        assertThat(outcomes(sender.call(call))).containsExactly("k-1 2 DUPLICATE", "k-2 3 DUPLICATE");
        assertThat(probe.query("together-ids", "touches").asInt()).isEqualTo(2);
    }

    @Test
    void batches_of_many_senders_are_not_mixed() {
        List<CompletableFuture<RestAnswer>> answers = IntStream.range(0, 16)
                .mapToObj(s -> {
                    RestClient own = server.rest(User.SENDER);
                    RestCall call = call("together-many", text(s + ".1"), text(s + ".2"), text(s + ".3"))
                            .with("workflowType", "ledger")
                            .with("wait", "handled");
                    return CompletableFuture.supplyAsync(() -> own.call(call));
                })
                .toList();
        answers.forEach(a -> assertThat(a.join().status()).isEqualTo(200));

        List<String> notes = StreamSupport.stream(
                        probe.query("together-many", "notes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        assertThat(notes).hasSize(48);
        for (int n = 0; n < 48; n += 3) {
            String batch = notes.get(n).replace(".1", "");
            assertThat(notes.subList(n, n + 3)).containsExactly(batch + ".1", batch + ".2", batch + ".3");
        }
    }

    private static String text(String word) {
        return "{\"signal\":\"text\",\"signalId\":\"" + word + "\",\"payload\":\"" + word + "\"}";
    }

    private static RestCall call(String id, String... signals) {
        return RestCall.post("instances", id, "signals").json("[" + String.join(",", signals) + "]");
    }

    private static List<String> outcomes(RestAnswer answer) {
        return StreamSupport.stream(answer.json().path("receipts").spliterator(), false)
                .map(r -> r.path("signalId").asText() + " " + r.path("sequence").asLong() + " "
                        + r.path("outcome").asText())
                .toList();
    }
}
