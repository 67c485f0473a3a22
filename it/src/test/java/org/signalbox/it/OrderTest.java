package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** What twenty senders send at once reaches each instance in each sender's order, once, however often it is sent. */
@OnServer
class OrderTest {

    private static final int SENDERS = 20;
    private static final int INSTANCES = 20;
    private static final int NUMBERS = 5;

    private final SignalboxServer server;

    OrderTest(SignalboxServer server) {
        this.server = server;
    }

    @Test
    void signals_with_a_group_keep_their_senders_order_and_have_one_effect_though_sent_twice() throws Exception {
        sendAndCheck("order-grouped-", draft -> draft);
    }

    @Test
    void signals_without_a_group_keep_their_senders_order_and_have_one_effect_though_sent_twice() throws Exception {
        sendAndCheck("order-plain-", OrderTest::ungrouped);
    }

    private void sendAndCheck(String prefix, UnaryOperator<Draft> shape) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int s = 0; s < SENDERS; s++) {
                List<Draft> drafts = drafts(prefix, s).stream().map(shape).toList();
                all.add(threads.submit(() -> {
                    try (Sender sender = server.sender()) {
                        sender.sendAll(drafts);
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a sender failed", e);
        } finally {
            threads.shutdownNow();
        }

        long signals = (long) SENDERS * INSTANCES * NUMBERS;
        await().atMost(Duration.ofMinutes(2))
                .until(() -> server.probe()
                                .number("select count(*) from journal where kind = 'SIGNAL' and state = 'HANDLED'"
                                        + " and workflow_id like '" + prefix + "%'")
                        >= signals);
        for (int i = 0; i < INSTANCES; i++) {
            check(prefix + i);
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> check(prefix + 0));
        assertThat(server.probe().number("select count(*) from undeliverable where workflow_id like '" + prefix + "%'"))
                .isZero();
    }

    private void check(String id) {
        JsonNode notes = server.probe().query(id, "notes");
        List<String> received = StreamSupport.stream(notes.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
        assertThat(received).as(id).hasSize(SENDERS * NUMBERS).doesNotHaveDuplicates();
        for (int s = 0; s < SENDERS; s++) {
            String sender = "s" + s + ":";
            assertThat(received.stream().filter(n -> n.startsWith(sender)))
                    .as("%s from sender %d", id, s)
                    .containsExactlyElementsOf(IntStream.range(0, NUMBERS)
                            .mapToObj(n -> sender + n)
                            .toList());
        }
        List<String> sequences = server.probe()
                .rows("select count(*), min(sequence), max(sequence) from journal where workflow_id = ?", id)
                .get(0);
        String all = String.valueOf(SENDERS * NUMBERS + 1);
        assertThat(sequences).as("gap-free sequences of %s", id).containsExactly(all, "1", all);
    }

    /** Ascending numbers per instance, the instances shuffled, and every message once more somewhere behind itself. */
    private static List<Draft> drafts(String prefix, int s) {
        List<Integer> instances = new ArrayList<>();
        for (int n = 0; n < 2 * NUMBERS; n++) {
            IntStream.range(0, INSTANCES).forEach(instances::add);
        }
        Collections.shuffle(instances, new Random(s));
        int[] next = new int[INSTANCES];
        List<Draft> drafts = new ArrayList<>();
        for (int i : instances) {
            // 0 0 1 1 2 2 …: the repetition comes before the next number
            int number = next[i]++ / 2;
            drafts.add(Draft.note("s" + s, number)
                    .to(prefix + i)
                    .starting("ledger")
                    .id("s" + s + "-" + number));
        }
        return drafts;
    }

    private static Draft ungrouped(Draft draft) {
        return draft.without("JMSXGroupID");
    }
}
