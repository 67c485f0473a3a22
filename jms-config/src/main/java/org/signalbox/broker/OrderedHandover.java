package org.signalbox.broker;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.persistence.impl.journal.OperationContextImpl;
import org.apache.activemq.artemis.core.security.SecurityAuth;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the order of signals in the broker, whatever senders, operators or the broker itself do to groups.
 *
 * <ul>
 *   <li>{@link SignalRules} changes or refuses what a sender sets that would break the order.
 *   <li>{@link GroupOrder} gives a group to another consumer only when nothing of it is in delivery.
 *   <li>{@link Sharing} gives each server its share of the groups.
 *   <li>{@link ArrivalNumbers} numbers the messages of a queue, so that the engine can see an inversion.
 * </ul>
 *
 * <p>And it keeps the order when a consumer ends: what it has not acknowledged is put in front of the queue when the journal
 * writes of the closing thread are on disk, but its groups are free before that. A thread without pending writes puts the messages back at
 * once, before the groups are free.
 */
public final class OrderedHandover implements ActiveMQServerPlugin {

    private final SignalRules rules = new SignalRules();
    private final List<GroupOrder> queues = new CopyOnWriteArrayList<>();
    private final Map<GroupOrder, Sharing> sharing = new ConcurrentHashMap<>();
    private volatile @Nullable ActiveMQServer server;

    /** Made by the broker. */
    public OrderedHandover() {}

    @Override
    public void registered(ActiveMQServer broker) {
        server = broker;
        clear();
    }

    @Override
    public void unregistered(ActiveMQServer broker) {
        clear();
    }

    private void clear() {
        queues.forEach(this::forget);
    }

    private void forget(GroupOrder order) {
        queues.remove(order);
        Sharing ended = sharing.remove(order);
        if (ended != null) {
            ended.end();
        }
    }

    /** For all ways to a queue: sends of every protocol, moves, diverts, and messages sent by management. */
    @Override
    public void beforeMessageRoute(Message message, RoutingContext context, boolean direct, boolean rejectDuplicates)
            throws ActiveMQException {
        rules.apply(message, context);
        SimpleString address = context.getAddress(message);
        for (GroupOrder order : queues) {
            if (order.isOf(address)) {
                order.arrives(message);
            }
        }
    }

    /** Called with the queue's monitor, except for browsers. */
    @Override
    public boolean canAccept(ServerConsumer consumer, MessageReference reference) {
        Queue queue = reference.getQueue();
        if (!SignalQueues.isGuarded(queue) || consumer.isBrowseOnly()) {
            return true;
        }
        return order(queue).accepts(consumer, reference);
    }

    @Override
    public void beforeDeliver(ServerConsumer consumer, MessageReference reference) {
        Queue queue = reference.getQueue();
        if (SignalQueues.isGuarded(queue) && !consumer.isBrowseOnly()) {
            order(queue).numbers().number(reference);
        }
    }

    /** In the thread that closes the consumer. */
    @Override
    public void beforeCloseConsumer(ServerConsumer consumer, boolean failed) {
        OperationContextImpl.clearContext();
        known(consumer.getQueue()).ifPresent(order -> order.closing(consumer));
    }

    /** What the consumer has not acknowledged is in front of the queue again. */
    @Override
    public void afterCloseConsumer(ServerConsumer consumer, boolean failed) {
        known(consumer.getQueue()).ifPresent(order -> order.closed(consumer));
    }

    @Override
    public void afterDestroyQueue(
            Queue queue,
            SimpleString address,
            SecurityAuth session,
            boolean checkConsumerCount,
            boolean removeConsumers,
            boolean autoDeleteAddress) {
        known(queue).ifPresent(this::forget);
    }

    private GroupOrder order(Queue queue) {
        for (GroupOrder order : queues) {
            if (order.isOf(queue)) {
                return order;
            }
        }
        synchronized (queues) {
            return known(queue).orElseGet(() -> {
                GroupOrder order =
                        new GroupOrder(queue, this::scheduler, consumer -> Sharing.serverOf(broker(), consumer));
                queues.add(order);
                if (SignalQueues.isShared(queue)) {
                    sharing.put(order, Sharing.begin(order, this::scheduler));
                }
                return order;
            });
        }
    }

    private Optional<GroupOrder> known(Queue queue) {
        return queues.stream().filter(order -> order.isOf(queue)).findFirst();
    }

    private ScheduledExecutorService scheduler() {
        return broker().getScheduledPool();
    }

    private ActiveMQServer broker() {
        ActiveMQServer registered = server;
        if (registered == null) {
            throw new IllegalStateException("the plugin is not registered with a broker");
        }
        return registered;
    }
}
