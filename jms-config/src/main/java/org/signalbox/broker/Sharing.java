package org.signalbox.broker;

import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerConsumer;

/** Shares the groups of one queue among the servers that consume from it, once a second. */
final class Sharing {

    private static final Logger LOG = Logger.getLogger("org.signalbox.broker");

    private final GroupOrder order;
    private final Future<?> rounds;

    private Sharing(GroupOrder order, ScheduledExecutorService scheduler) {
        this.order = order;
        rounds = scheduler.scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
    }

    static Sharing begin(GroupOrder order, Supplier<ScheduledExecutorService> scheduler) {
        return new Sharing(order, scheduler.get());
    }

    /** A round that fails must not be the last one. */
    private void round() {
        try {
            order.share()
                    .forEach((server, buckets) -> LOG.log(
                            Level.INFO,
                            "SIGBOX0320: {0} buckets of groups go to server ''{1}'', which has less than its share of signals",
                            new Object[] {buckets, server}));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "SIGBOX0321: The groups of signals cannot be shared now; next try in 1 s", e);
        }
    }

    void end() {
        rounds.cancel(false);
    }

    /**
     * The server of a consumer: what it says of itself as its client id. Empty for other clients, and for a moment after a consumer
     * has reconnected: its session tells it again after that.
     */
    static Optional<String> serverOf(ActiveMQServer broker, ServerConsumer consumer) {
        return Optional.ofNullable(consumer.getConnectionClientID())
                // a message-driven bean tells it for each session only
                .or(() -> Optional.ofNullable(broker.getSessionByID(consumer.getSessionID()))
                        .map(session -> session.getMetaData(ClientSession.JMS_SESSION_CLIENT_ID_PROPERTY)));
    }
}
