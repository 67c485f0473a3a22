package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Callers who wait until their signal is handled: they are told the truth, soon, and cost next to nothing meanwhile. */
@OnServer
class RestWaitTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int INSTANCES = 20;

    private final SignalboxServer server;
    private final Probe probe;
    private final RestClient sender;
    private final RestClient operator;

    RestWaitTest(SignalboxServer server) {
        this.server = server;
        probe = server.probe();
        sender = server.rest(User.SENDER);
        operator = server.rest(User.OPERATOR);
    }

    @Test
    void a_signal_behind_others_is_answered_when_it_is_handled() throws Exception {
        pausedLedger("wait-behind");
        CompletableFuture<RestAnswer> waiting = begin(note("wait-behind", 1).id("n1"));
        await().atMost(LIMIT)
                .until(() -> receipt("wait-behind", "n1", "accepted").status() == 200);
        assertThat(waiting).isNotDone();

        operator.call(RestCall.post("instances", "wait-behind", "resume"));

        RestAnswer answer = waiting.get();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.outcome()).isEqualTo("HANDLED");
        assertThat(answer.text("sequence")).isEqualTo("3");
        assertThat(probe.query("wait-behind", "notes")).hasToString("[\"rest:1\"]");
    }

    @Test
    void a_repetition_waits_for_the_first_and_gets_its_receipt() throws Exception {
        pausedLedger("wait-twice");
        sender.call(note("wait-twice", 1).id("n1"));
        CompletableFuture<RestAnswer> repetition = begin(note("wait-twice", 1).id("n1"));
        await().atMost(LIMIT)
                .until(() -> receipt("wait-twice", "n1", "accepted").status() == 200);

        operator.call(RestCall.post("instances", "wait-twice", "resume"));

        RestAnswer answer = repetition.get();
        assertThat(answer.outcome()).isEqualTo("DUPLICATE");
        assertThat(answer.text("first")).isEqualTo("HANDLED");
        assertThat(answer.text("sequence")).isEqualTo("3");
    }

    @Test
    void a_held_signal_is_answered_when_its_instance_has_handled_it() throws Exception {
        CompletableFuture<RestAnswer> waiting =
                begin(RestCall.signal("wait-held", "note", "{\"sender\":\"rest\",\"number\":1}")
                        .id("early")
                        .with("holdFor", "PT1H"));
        await().atMost(LIMIT)
                .until(() -> receipt("wait-held", "early", "accepted").outcome().equals("HELD"));

        sender.call(RestCall.note("wait-held", 2));

        assertThat(waiting.get().outcome()).isEqualTo("HANDLED");
    }

    @Test
    void a_signal_whose_run_ends_before_its_turn_is_answered_with_the_reason() throws Exception {
        pausedLedger("wait-end");
        CompletableFuture<RestAnswer> waiting = begin(note("wait-end", 1).id("n1"));
        await().atMost(LIMIT).until(() -> receipt("wait-end", "n1", "accepted").status() == 200);

        operator.call(RestCall.post("instances", "wait-end", "terminate"));

        RestAnswer answer = waiting.get();
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.reason()).isEqualTo("CLOSED");
        assertThat(answer.text("signalId")).isEqualTo("n1");
        assertThat(receipt("wait-end", "n1", "handled").outcome()).isEqualTo("REJECTED");
    }

    @Test
    void a_receipt_is_waited_for_like_a_signal() throws Exception {
        pausedLedger("wait-receipt");
        sender.call(note("wait-receipt", 1).id("n1").with("wait", "accepted"));
        CompletableFuture<RestAnswer> waiting =
                begin(RestCall.get("receipts", "wait-receipt", "n1").with("wait", "handled"));

        operator.call(RestCall.post("instances", "wait-receipt", "resume"));

        assertThat(waiting.get().outcome()).isEqualTo("HANDLED");
        assertThat(receipt("wait-receipt", "none", "handled").status()).isEqualTo(404);
    }

    @Test
    void who_has_waited_long_enough_is_told_how_it_stands() {
        sender.call(RestCall.post("workflows", "fragile", "instances", "wait-parked"));

        RestAnswer answer =
                sender.call(RestCall.signal("wait-parked", "work", "{\"number\":1,\"poison\":\"wait-parked\"}")
                        .id("poison")
                        .with("wait", "handled"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.outcome()).isIn("PARKED", "ACCEPTED");
        assertThat(sender.follow(answer.header("Location")).outcome()).isIn("PARKED", "ACCEPTED");
    }

    @Test
    void a_thousand_callers_need_neither_a_thread_nor_a_question_to_the_database_each() throws Exception {
        IntStream.range(0, INSTANCES).forEach(i -> {
            pausedLedger("wait-crowd-" + i);
            sender.call(note("wait-crowd-" + i, 1).id("n"));
        });
        long threads = probe.threads();
        long begun = System.nanoTime();
        HttpClient crowd =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, 1_000)
                .mapToObj(n -> crowd.sendAsync(
                        sender.request(RestCall.get("receipts", "wait-crowd-" + n % INSTANCES, "n")
                                .with("wait", "handled")),
                        HttpResponse.BodyHandlers.ofString()))
                .toList();

        await("once all have come, there are two questions a second, for all of them")
                .atMost(Duration.ofSeconds(15))
                .until(() -> questionsWithin(Duration.ofSeconds(1)) <= 4);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        // those that take the calls in are as many as the web server has at most, 128
        assertThat(probe.threads() - threads).as("threads more than before").isLessThan(200);

        IntStream.range(0, INSTANCES)
                .forEach(i -> operator.call(RestCall.post("instances", "wait-crowd-" + i, "resume")));

        assumeThat(Duration.ofNanos(System.nanoTime() - begun))
                .as("else the machine is too slow: the patience of the first may be over")
                .isLessThan(Duration.ofSeconds(17));
        for (CompletableFuture<HttpResponse<String>> one : waiting) {
            assertThat(one.get().body()).contains("\"outcome\":\"HANDLED\"");
        }
    }

    private long questionsWithin(Duration time) {
        long before = questions();
        long end = System.nanoTime() + time.toNanos();
        await().atMost(LIMIT).until(() -> System.nanoTime() > end);
        return questions() - before;
    }

    /** What H2 knows of the statement that looks for all who wait; PostgreSQL would have to be set up for that. */
    private long questions() {
        if (!System.getProperty("signalbox.it.database", "h2").equals("h2")) {
            return 0;
        }
        probe.change("set query_statistics true");
        return probe.number("select coalesce(sum(execution_count), 0) from information_schema.query_statistics"
                + " where sql_statement like '%i.parked_since from unnest%'");
    }

    private void pausedLedger(String id) {
        sender.call(RestCall.post("workflows", "ledger", "instances", id));
        operator.call(RestCall.post("instances", id, "pause"));
    }

    private static RestCall note(String id, int number) {
        return RestCall.signal(id, "note", "{\"sender\":\"rest\",\"number\":" + number + "}");
    }

    private RestAnswer receipt(String workflowId, String signalId, String wait) {
        return sender.call(RestCall.get("receipts", workflowId, signalId).with("wait", wait));
    }

    /** Calls without waiting for the answer. */
    private CompletableFuture<RestAnswer> begin(RestCall call) {
        RestCall patient = call.method().equals("POST") ? call.with("wait", "handled") : call;
        RestClient own = server.rest(User.SENDER);
        return CompletableFuture.supplyAsync(() -> own.call(patient));
    }
}
