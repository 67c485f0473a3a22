package org.signalbox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that join and leave, without servers: a server is a name that several consumers have in common. */
class SharingTest {

    private static final int GROUPS = 50;
    private static final int CONSUMERS = 16;
    private static final long HANDLED_IN = 1_000_000;

    @TempDir
    private Path directory;

    private int sent;

    @Test
    void a_server_that_joins_takes_its_share_of_signals_in_their_order() throws Exception {
        try (GuardedBroker broker = new GuardedBroker(directory, 4096)) {
            broker.server("one", CONSUMERS, HANDLED_IN);
            send(broker, 500);
            await(broker, () -> broker.taken() == sent);
            assertThat(broker.takenBy("one")).isEqualTo(sent);

            broker.server("two", CONSUMERS, HANDLED_IN);
            awaitShare(broker, "two");

            assertInOrder(broker);
        }
    }

    @Test
    void a_server_that_comes_back_takes_its_share_again() throws Exception {
        try (GuardedBroker broker = new GuardedBroker(directory, 4096)) {
            broker.server("one", CONSUMERS, HANDLED_IN);
            Connection two = broker.server("two", CONSUMERS, HANDLED_IN);
            awaitShare(broker, "two");
            two.close();
            int before = broker.takenBy("one");
            send(broker, 500);
            await(broker, () -> broker.taken() == sent);
            assertThat(broker.takenBy("one") - before).as("all others").isGreaterThanOrEqualTo(500);

            broker.server("two", CONSUMERS, HANDLED_IN);
            awaitShare(broker, "two");

            assertInOrder(broker);
        }
    }

    @Test
    void shares_that_are_fair_stay_as_they_are_when_a_consumer_comes_and_goes() throws Exception {
        try (GuardedBroker broker = new GuardedBroker(directory, 4096)) {
            broker.server("one", CONSUMERS, HANDLED_IN);
            broker.server("two", CONSUMERS, HANDLED_IN);
            awaitShare(broker, "one");
            awaitShare(broker, "two");
            Map<SimpleString, Consumer> before = new HashMap<>(broker.queue().getGroups());

            Connection passing = broker.server("three", 1, HANDLED_IN);
            send(broker, 500);
            passing.close();
            int seen = sent + 1_000;
            while (sent < seen) {
                send(broker, 100);
                await(broker, () -> broker.taken() == sent);
            }

            Map<SimpleString, Consumer> after = broker.queue().getGroups();
            assertThat(after.entrySet().stream()
                            .filter(e -> e.getValue() == before.get(e.getKey()))
                            .count())
                    .as("groups with the consumer of before")
                    .isGreaterThan(GROUPS * 3 / 4);
            assertInOrder(broker);
        }
    }

    /** While all buckets move again and again. */
    @Test
    void the_order_is_kept_whatever_servers_join_and_leave() throws Exception {
        Random random = new Random(4711);
        try (GuardedBroker broker = new GuardedBroker(directory, 4096)) {
            broker.server("stays", 4, HANDLED_IN);
            for (int i = 0; i < 8; i++) {
                Connection passing = broker.server("passes" + i, 1 + random.nextInt(32), HANDLED_IN);
                long end = System.nanoTime()
                        + Duration.ofMillis(500 + random.nextInt(1_500)).toNanos();
                while (System.nanoTime() < end) {
                    send(broker, 50);
                    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(20)).toNanos());
                }
                passing.close();
            }

            await(broker, () -> broker.taken() == sent);
            assertInOrder(broker);
        }
    }

    /** The consumer of the other server has no credit while the first one passes the messages of a group that moves. */
    @Test
    void what_consumers_of_other_servers_have_passed_is_not_overtaken() throws Exception {
        try (GuardedBroker broker = new GuardedBroker(directory, 4096);
                JMSContext one = broker.asking("one");
                JMSContext two = broker.asking("two")) {
            JMSConsumer first = one.createConsumer(one.createQueue(GuardedBroker.QUEUE));
            for (String group : List.of("heavier", "heavier", "heavier", "moves", "heavier", "heavier")) {
                send(broker, group);
                assertThat(first.receive(5_000)).isNotNull();
            }
            JMSConsumer second = two.createConsumer(two.createQueue(GuardedBroker.QUEUE));
            await(broker, () -> broker.queue().getGroups().size() == 1);

            List<JMSConsumer> others = Stream.generate(() -> one.createContext(JMSContext.AUTO_ACKNOWLEDGE))
                    .limit(5)
                    .map(context -> context.createConsumer(context.createQueue(GuardedBroker.QUEUE)))
                    .toList();

            int expected = sent;
            for (int i = 0; i < 20; i++) {
                send(broker, "moves");
            }
            for (JMSConsumer other : others) {
                assertThat(other.receive(100))
                        .as("of a group that goes to the other server")
                        .isNull();
            }
            for (int i = 0; i < 20; i++) {
                send(broker, "moves");
                assertThat(second.receive(5_000).getIntProperty("n")).isEqualTo(expected + i);
            }
        }
    }

    /** Of sixteen consumers three wait; each had a fair part of the groups before. */
    @Test
    void a_consumer_that_is_stuck_gets_no_other_groups_and_gives_up_those_it_has() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try (GuardedBroker broker = new GuardedBroker(directory, 4096)) {
            broker.server("one", CONSUMERS, HANDLED_IN);
            send(broker, 500);
            await(broker, () -> broker.taken() == sent);
            for (String group : List.of("stuck1", "stuck2", "stuck3")) {
                broker.hold(group, released);
                send(broker, group);
            }

            // what a consumer has fetched before it is known to be stuck stays with it
            int left = 1;
            for (int round = 0; left > 0; round++) {
                assertThat(round).as("rounds until all but the stuck get on").isLessThan(20);
                int before = sent - broker.taken();
                for (int n = 0; n < GROUPS; n++) {
                    send(broker, "round" + round + "-" + n % (GROUPS / 2));
                }
                long deadline = System.nanoTime() + Duration.ofSeconds(2).toNanos();
                while (sent - broker.taken() > before && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(1_000_000);
                }
                left = sent - broker.taken() - before;
            }

            int behind = sent - broker.taken();
            send(broker, 500);
            await(broker, () -> sent - broker.taken() == behind);

            released.countDown();
            await(broker, () -> broker.taken() == sent);
            broker.byGroup()
                    .forEach((group, numbers) -> assertThat(numbers).as(group).isSorted());
        }
    }

    private void send(GuardedBroker broker, String group) throws JMSException {
        try (JMSContext context = broker.factory().createContext()) {
            Message message = context.createTextMessage("{}");
            message.setStringProperty("JMSXGroupID", group);
            message.setIntProperty("n", sent++);
            context.createProducer().send(context.createQueue(GuardedBroker.QUEUE), message);
        }
    }

    /** At least a third of what is taken, of 500 messages one after the other. */
    private void awaitShare(GuardedBroker broker, String server) throws JMSException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        int share;
        do {
            assertThat(System.nanoTime()).as("a third for " + server).isLessThan(deadline);
            int before = broker.takenBy(server);
            send(broker, 300);
            await(broker, () -> broker.taken() == sent);
            share = broker.takenBy(server) - before;
        } while (share < 100);
    }

    private void send(GuardedBroker broker, int messages) throws JMSException {
        try (JMSContext context = broker.factory().createContext(JMSContext.SESSION_TRANSACTED)) {
            var producer = context.createProducer();
            for (int n = sent; n < sent + messages; n++) {
                Message message = context.createTextMessage("{}");
                message.setStringProperty("JMSXGroupID", "g" + n % GROUPS);
                message.setIntProperty("n", n);
                producer.send(context.createQueue(GuardedBroker.QUEUE), message);
            }
            context.commit();
        }
        sent += messages;
    }

    private static void assertInOrder(GuardedBroker broker) {
        assertThat(broker.byGroup()).hasSize(GROUPS);
        broker.byGroup()
                .forEach((group, numbers) -> assertThat(numbers).as(group).isSorted());
    }

    private static void await(GuardedBroker broker, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("%d messages taken", broker.taken())
                    .isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }
}
