package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Reply;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Signals keep their order whatever a sender sets, and whatever an operator does to the queue. */
@OnServer
class DisturbedOrderTest {

    private static final int INSTANCES = 8;
    private static final int SIGNALS = 100;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final SignalboxServer server;
    private final Sender sender;

    DisturbedOrderTest(SignalboxServer server, Sender sender) {
        this.server = server;
        this.sender = sender;
    }

    @Test
    void group_sequences_of_a_sender_change_nothing() {
        Random random = new Random(1);
        Object[] sequences = {-1, 0, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, "-1", -1L};

        sender.sendAll(all("sequence-", n -> {
            Draft draft = Draft.note("s", n);
            return random.nextInt(4) > 0
                    ? draft
                    : draft.with("JMSXGroupSeq", sequences[random.nextInt(sequences.length)]);
        }));

        assertInOrder("sequence-");
    }

    @Test
    void groups_that_are_reset_under_traffic_keep_their_order() {
        List<Draft> all = all("reset-", n -> Draft.note("s", n));
        for (int from = 0; from < all.size(); from += INSTANCES) {
            sender.sendAll(all.subList(from, from + INSTANCES));
            if (from % (5 * INSTANCES) == 0) {
                server.probe().onQueue("signals", "resetAllGroups");
            }
        }

        assertInOrder("reset-");
    }

    @Test
    void priorities_and_transactions_are_no_inversion() {
        sender.sendAll(all("calm-", n -> Draft.note("s", n)).stream()
                .map(draft -> draft.with("note", "transacted"))
                .toList());
        try (Sender other = server.sender()) {
            other.sendAll(all("calm-", n -> Draft.note("t", n).withPriority(n % 10)));
        }

        await().atMost(LIMIT).until(() -> notes("calm-0").size() == 2 * SIGNALS);
        assertThat(balance("calm-0").path("inversions").asLong()).isZero();
        assertThat(server.log()).noneMatch(line -> line.contains("SIGBOX0016") && line.contains("calm-"));
    }

    @Test
    void an_inversion_is_counted_and_the_balance_is_not_right() {
        sender.ask(Draft.note("s", 1).to("inverted").starting("ledger"));
        server.probe()
                .change("insert into inversion (workflow_id, times, last_at)"
                        + " values ('inverted', 3, current_timestamp)");
        try {
            assertThat(balance("inverted").path("inversions").asLong()).isEqualTo(3);
            assertThat(balance("inverted").path("right").asBoolean()).isFalse();
            assertThat(balance("inverted").path("complaints").toString()).contains("another order");
        } finally {
            server.probe().change("delete from inversion where workflow_id = 'inverted'");
        }
    }

    @Test
    void delayed_signals_that_come_due_while_nobody_takes_them_keep_their_order() {
        start("late-");
        server.probe().onQueue("signals", "pause");
        Instant lastDue;
        try {
            for (int n = 0; n < 10; n++) {
                for (int i = 0; i < INSTANCES; i++) {
                    sender.send(Draft.note("s", n).to("late-" + i).deliveredAfter(Duration.ofMillis(300)));
                }
            }
            lastDue = Instant.now().plusMillis(300);
            await().atMost(LIMIT).until(() -> Instant.now().isAfter(lastDue));
        } finally {
            server.probe().onQueue("signals", "resume");
        }

        for (int i = 0; i < INSTANCES; i++) {
            String id = "late-" + i;
            await().atMost(LIMIT).until(() -> notes(id).size() == 10);
            assertThat(notes(id)).containsExactlyElementsOf(notes("s", 10));
        }
    }

    @Test
    void a_signal_whose_delivery_time_passes_on_its_way_does_not_overtake_those_that_are_held() {
        String id = "slow-way";
        Instant due = Instant.now().plusSeconds(1);
        assertThat(sender.ask(deliveredAt(due, Draft.note("s", 0).to(id).starting("ledger")))
                        .outcome())
                .isEqualTo("HELD");
        // as if the engine had not looked since it was due
        server.probe()
                .change("update delayed_signal set look_at = timestamp '2100-01-01 00:00:00Z'"
                        + " where workflow_id = '" + id + "'");
        await().atMost(LIMIT).until(() -> Instant.now().isAfter(due.plusSeconds(1)));
        assertThat(sender.ask(deliveredAt(due.plusMillis(1), Draft.note("s", 1).to(id)))
                        .outcome())
                .isEqualTo("HELD");
        server.probe().change("update delayed_signal set look_at = due_at where workflow_id = '" + id + "'");

        await().atMost(LIMIT).ignoreExceptions().until(() -> notes(id).size() == 2);
        assertThat(notes(id)).containsExactlyElementsOf(notes("s", 2));
    }

    /** As a message is that was sent with a delivery delay long ago. */
    private static Draft deliveredAt(Instant due, Draft draft) {
        return draft.with("_AMQ_SCHED_DELIVERY", due.toEpochMilli());
    }

    @Test
    void a_delayed_signal_is_held_until_its_time_in_the_order_of_due_times() {
        String id = "delayed";
        sender.ask(Draft.note("s", 0).to(id).starting("ledger"));
        Reply later = sender.ask(Draft.note("s", 3).to(id).id("later").deliveredAfter(Duration.ofSeconds(4)));
        Reply sooner = sender.ask(Draft.note("s", 2).to(id).id("sooner").deliveredAfter(Duration.ofSeconds(3)));
        Reply again = sender.ask(Draft.note("s", 3).to(id).id("later").deliveredAfter(Duration.ofSeconds(1)));
        Reply starting = sender.ask(
                Draft.note("s", 9).to("delayed-start").starting("ledger").deliveredAfter(Duration.ofSeconds(2)));
        Reply malformed =
                sender.ask(Draft.note("s", 9).to(id).with("holdFor", "nonsense").deliveredAfter(Duration.ofHours(1)));
        Reply never = sender.ask(Draft.note("s", 9).to(id).with("_AMQ_SCHED_DELIVERY", Long.MAX_VALUE));
        sender.ask(Draft.note("s", 1).to(id));

        assertThat(never.reason()).isEqualTo("MALFORMED");
        assertThat(never.detail()).contains("delivery time must lie in the years 1970 to 9999");
        assertThat(List.of(later.outcome(), sooner.outcome(), again.outcome(), starting.outcome()))
                .containsExactly("HELD", "HELD", "DUPLICATE", "HELD");
        assertThat(later.json().path("detail").asText()).contains("held until 2");
        assertThat(malformed.reason()).isEqualTo("MALFORMED");
        assertThat(balance(id).path("held").asLong()).isEqualTo(2);
        assertThat(server.rest(User.VIEWER)
                        .call(RestCall.get("receipts", id, "sooner"))
                        .json()
                        .path("outcome")
                        .asText())
                .isEqualTo("HELD");

        await().atMost(LIMIT).until(() -> notes(id).size() == 4);
        assertThat(notes(id)).containsExactlyElementsOf(notes("s", 4));
        await().atMost(LIMIT)
                .until(() -> server.probe()
                                .number("select count(*) from instance where workflow_id"
                                        + " = 'delayed-start' and status = 'RUNNING'")
                        == 1);
        assertThat(notes("delayed-start")).containsExactly("s:9");
        assertThat(balance(id).path("held").asLong()).isZero();
        assertThat(balance(id).path("right").asBoolean()).isTrue();
    }

    private void start(String prefix) {
        sender.askAll(IntStream.range(0, INSTANCES)
                .mapToObj(i -> Draft.empty().signal("touch").to(prefix + i).starting("ledger"))
                .toList());
    }

    /** One signal to each instance, then the next one to each. */
    private static List<Draft> all(String prefix, IntFunction<Draft> draft) {
        List<Draft> all = new ArrayList<>();
        for (int n = 0; n < SIGNALS; n++) {
            for (int i = 0; i < INSTANCES; i++) {
                all.add(draft.apply(n).to(prefix + i).starting("ledger"));
            }
        }
        return all;
    }

    private void assertInOrder(String prefix) {
        for (int i = 0; i < INSTANCES; i++) {
            String id = prefix + i;
            await().atMost(LIMIT).ignoreExceptions().until(() -> notes(id).size() == SIGNALS);
            assertThat(notes(id)).as(id).containsExactlyElementsOf(notes("s", SIGNALS));
            assertThat(balance(id).path("inversions").asLong()).isZero();
        }
    }

    private static List<String> notes(String name, int count) {
        return IntStream.range(0, count).mapToObj(n -> name + ":" + n).toList();
    }

    private List<String> notes(String id) {
        return StreamSupport.stream(server.probe().query(id, "notes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private JsonNode balance(String id) {
        return server.rest(User.VIEWER).call(RestCall.get("balances", id)).json();
    }
}
