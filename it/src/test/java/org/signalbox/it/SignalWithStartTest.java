package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** Signal-with-start is atomic: many senders, one new id, one instance, all signals handled. */
@OnServer
class SignalWithStartTest {

    private static final int SENDERS = 64;
    private static final int STARTERS = 8;

    private final SignalboxServer server;

    SignalWithStartTest(SignalboxServer server) {
        this.server = server;
    }

    @Test
    void sixty_four_concurrent_signals_with_start_make_one_instance() throws Exception {
        List<Reply> receipts = atOnce(signals("start-64"));

        checkSignals("start-64", receipts);
        assertThat(server.probe()
                        .number("select count(*) from journal where workflow_id = 'start-64' and kind = 'START'"))
                .isEqualTo(1);
        assertThat(receipts).extracting(Reply::run).containsOnly(1);
    }

    @Test
    void concurrent_starts_do_not_disturb_them_and_only_one_makes_a_run() throws Exception {
        List<Callable<Object>> calls = new ArrayList<>();
        signals("start-mixed").forEach(signal -> calls.add(signal::call));
        for (int n = 0; n < STARTERS; n++) {
            calls.add(() -> server.probe().start("ledger", "start-mixed"));
        }

        List<Object> answers = atOnce(calls);

        checkSignals(
                "start-mixed",
                answers.stream()
                        .filter(Reply.class::isInstance)
                        .map(Reply.class::cast)
                        .toList());
        assertThat(answers.stream().filter(String.class::isInstance).map(String.class::cast))
                .hasSize(STARTERS)
                .allMatch(a -> a.equals("run 1") || a.equals("runs as 1"))
                .filteredOn(a -> a.equals("run 1"))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(server.probe()
                        .number("select count(*) from journal where workflow_id = 'start-mixed' and kind = 'START'"))
                .isEqualTo(1);
    }

    private void checkSignals(String id, List<Reply> receipts) {
        assertThat(receipts).extracting(Reply::outcome).hasSize(SENDERS).containsOnly("HANDLED");
        assertThat(receipts)
                .extracting(Reply::sequence)
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(2, SENDERS + 1)
                        .mapToObj(Long::valueOf)
                        .toList());
        assertThat(StreamSupport.stream(server.probe().query(id, "notes").spliterator(), false)
                        .map(JsonNode::asText))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, SENDERS).mapToObj(n -> "s:" + n).toList());
    }

    /** Each in a group of its own, so that the broker does not put them in a line. */
    private List<Callable<Reply>> signals(String id) {
        List<Callable<Reply>> calls = new ArrayList<>();
        for (int n = 0; n < SENDERS; n++) {
            Draft draft = Draft.note("s", n)
                    .with("workflowId", id)
                    .with("JMSXGroupID", id + n)
                    .starting("ledger");
            calls.add(() -> {
                try (Sender sender = server.sender()) {
                    return sender.ask(draft);
                }
            });
        }
        return calls;
    }

    private static <T> List<T> atOnce(List<? extends Callable<? extends T>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        CyclicBarrier together = new CyclicBarrier(calls.size());
        try {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<? extends T> call : calls) {
                running.add(threads.submit(() -> {
                    together.await();
                    return call.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> one : running) {
                answers.add(one.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }
}
