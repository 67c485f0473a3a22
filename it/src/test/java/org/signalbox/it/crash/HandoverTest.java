package org.signalbox.it.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signalbox.it.crash.Rig.eventually;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an external broker does with the groups of a server that dies; without servers, so it is seen in seconds. */
class HandoverTest {

    private static final int DEATHS = Integer.getInteger("signalbox.handover.deaths", 1);
    private static final int SESSIONS = 64;
    private static final int INSTANCES = 60;
    private static final int SIGNALS = 6_000;
    private static final Executor EACH_BY_ITSELF = task -> new Thread(task, "close").start();

    private final Map<String, List<Long>> handled = new ConcurrentHashMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    @Test
    void the_groups_of_a_dead_server_go_to_another_one_in_their_order(@TempDir Path directory) throws Exception {
        try (Artemis broker = new Artemis(directory.resolve("artemis"))) {
            broker.start();
            for (int death = 1; death <= DEATHS; death++) {
                String name = "life-" + death + "-";
                int wanted = death * SIGNALS;
                try (Consumers dying = new Consumers(broker);
                        Consumers living = new Consumers(broker)) {
                    Post post = new Post(broker.port(), Artemis::passwordOf);
                    for (int first = 1; first <= SIGNALS; first += 400) {
                        post.send(IntStream.range(first, first + 400)
                                .mapToObj(n -> new Sent(name + n % INSTANCES, "sender", n))
                                .map(Post::item)
                                .toList());
                    }
                    eventually().until(() -> known.size() > wanted - SIGNALS * 3 / 4);
                    dying.die();
                    eventually().until(() -> known.size() == wanted);
                    assertThat(living.isDead).isFalse();
                }
            }
        }
        assertThat(handled).hasSize(DEATHS * INSTANCES);
        handled.forEach((instance, numbers) -> assertThat(numbers).as(instance).isSorted());
    }

    /** As the engine: under a lock, and once. */
    private void take(Message message) throws JMSException {
        String signalId = message.getStringProperty("signalId");
        String workflowId = message.getStringProperty("workflowId");
        List<Long> instance = handled.computeIfAbsent(workflowId, id -> new ArrayList<>());
        synchronized (instance) {
            LockSupport.parkNanos(300_000);
            if (known.add(workflowId + " " + signalId)) {
                instance.add(new Sent(workflowId, signalId).number());
            }
        }
    }

    /** The sessions of one server's message-driven bean, each with its connection, as the resource adapter has them. */
    private final class Consumers implements AutoCloseable {

        private final Proxy way;
        private final List<Connection> connections = new ArrayList<>();
        private volatile boolean isDead;

        Consumers(Artemis broker) throws IOException, JMSException {
            way = new Proxy(broker.port());
            for (int i = 0; i < SESSIONS; i++) {
                Connection connection = Artemis.connect(way.port());
                connections.add(connection);
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                session.createConsumer(session.createQueue("jms.queue.signals")).setMessageListener(this::consume);
                connection.start();
            }
        }

        void die() throws IOException {
            isDead = true;
            way.close();
        }

        private void consume(Message message) {
            if (isDead) {
                return;
            }
            try {
                take(message);
            } catch (JMSException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            way.close();
            // each may wait for a listener or an answer of the broker: all at once, not one after the other
            CompletableFuture.allOf(connections.stream()
                            .map(connection -> CompletableFuture.runAsync(() -> close(connection), EACH_BY_ITSELF))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }

        private void close(Connection connection) {
            try {
                connection.close();
            } catch (JMSException gone) {
                // it was cut off
            }
        }
    }
}
