package org.signalbox.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever makes the broker forget who has a group: its messages keep their order, and get through. */
class GroupOrderTest {

    private static final int GROUPS = 40;
    private static final int MESSAGES = 4_000;
    private static final int CONSUMERS = 12;
    private static final int DISTURBANCES = 60;
    private static final long HANDLED_IN = 2_000_000;

    @TempDir
    private Path directory;

    private enum Disturbance {
        RESET_ALL {
            @Override
            void disturb(GuardedBroker broker, Deque<Connection> consumers, Random random) {
                broker.queue().resetAllGroups();
            }
        },
        RESET_ONE {
            @Override
            void disturb(GuardedBroker broker, Deque<Connection> consumers, Random random) {
                for (int i = 0; i < GROUPS; i++) {
                    broker.queue().resetGroup(SimpleString.of("g" + random.nextInt(GROUPS)));
                }
            }
        },
        OTHER_BUCKETS {
            @Override
            void disturb(GuardedBroker broker, Deque<Connection> consumers, Random random) throws Exception {
                int buckets = new int[] {-1, 0, 1, 7, 4096}[random.nextInt(5)];
                broker.server()
                        .updateQueue(QueueConfiguration.of(GuardedBroker.QUEUE).setGroupBuckets(buckets));
            }
        },
        REBALANCE {
            @Override
            void disturb(GuardedBroker broker, Deque<Connection> consumers, Random random) throws Exception {
                broker.queue().setGroupRebalance(true);
                consumers.add(broker.consume(HANDLED_IN));
                consumers.removeFirst().close();
            }
        },
        ALL {
            @Override
            void disturb(GuardedBroker broker, Deque<Connection> consumers, Random random) throws Exception {
                Disturbance one = ONES.get(random.nextInt(ONES.size()));
                one.disturb(broker, consumers, random);
            }
        };

        private static final List<Disturbance> ONES = List.of(RESET_ALL, RESET_ONE, OTHER_BUCKETS, REBALANCE);

        abstract void disturb(GuardedBroker broker, Deque<Connection> consumers, Random random) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void a_group_keeps_its_order(Disturbance disturbance) throws Exception {
        Random random = new Random(disturbance.name().hashCode());
        try (GuardedBroker broker = new GuardedBroker(directory, 4096)) {
            Deque<Connection> consumers = consumers(broker);
            int sent = 0;
            for (int i = 0; i < DISTURBANCES; i++) {
                sent = send(broker, sent, MESSAGES / DISTURBANCES, false);
                disturbance.disturb(broker, consumers, random);
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(20)).toNanos());
            }
            int all = sent;

            await(() -> broker.taken() == all);

            assertInOrder(broker);
        }
    }

    @Test
    void a_sequence_that_resets_the_group_is_taken_off() throws Exception {
        try (GuardedBroker broker = new GuardedBroker(directory, 1)) {
            consumers(broker);

            send(broker, 0, MESSAGES, true);

            await(() -> broker.taken() == MESSAGES);
            assertInOrder(broker);
        }
    }

    @Test
    void a_queue_without_buckets_gets_some() throws Exception {
        try (GuardedBroker broker = new GuardedBroker(directory, -1)) {
            consumers(broker);

            send(broker, 0, 10, false);

            await(() -> broker.taken() == 10);
            assertThat(broker.queue().getGroupBuckets()).isEqualTo(GroupOrder.STANDARD_BUCKETS);
        }
    }

    @Test
    void a_group_waits_for_the_consumer_that_has_its_messages_and_others_do_not() throws Exception {
        try (GuardedBroker broker = new GuardedBroker(directory, 4096);
                JMSContext first = broker.factory().createContext(JMSContext.CLIENT_ACKNOWLEDGE);
                JMSContext second = broker.factory().createContext()) {
            send(broker, 0, 1, false); // of g0
            Message held =
                    first.createConsumer(first.createQueue(GuardedBroker.QUEUE)).receive(5_000);
            var other = second.createConsumer(second.createQueue(GuardedBroker.QUEUE));
            first.stop();
            broker.queue().resetAllGroups();

            send(broker, 40, 2, false); // of g0 and g1
            assertThat(other.receive(5_000).getStringProperty("JMSXGroupID")).isEqualTo("g1");
            assertThat(other.receive(300)).as("of a group that somebody has").isNull();

            held.acknowledge();
            assertThat(other.receive(5_000).getStringProperty("JMSXGroupID")).isEqualTo("g0");
        }
    }

    private static Deque<Connection> consumers(GuardedBroker broker) throws JMSException {
        Deque<Connection> consumers = new ArrayDeque<>();
        for (int i = 0; i < CONSUMERS; i++) {
            consumers.add(broker.consume(HANDLED_IN));
        }
        return consumers;
    }

    private static int send(GuardedBroker broker, int from, int messages, boolean resetting) throws JMSException {
        try (JMSContext context = broker.factory().createContext()) {
            var producer = context.createProducer();
            for (int n = from; n < from + messages; n++) {
                Message message = context.createTextMessage("{}");
                message.setStringProperty("JMSXGroupID", "g" + n % GROUPS);
                message.setIntProperty("n", n);
                if (resetting && n % 5 == 0) {
                    message.setObjectProperty("JMSXGroupSeq", n % 2 == 0 ? (Object) Integer.valueOf(-1) : "-1");
                }
                producer.send(context.createQueue(GuardedBroker.QUEUE), message);
            }
        }
        return from + messages;
    }

    private static void assertInOrder(GuardedBroker broker) {
        assertThat(broker.byGroup()).hasSize(GROUPS);
        broker.byGroup()
                .forEach((group, numbers) -> assertThat(numbers).as(group).isSorted());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("all messages taken").isLessThan(deadline);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
