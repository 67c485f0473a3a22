package org.signalbox.broker;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.activemq.artemis.core.server.ServerConsumer;

/**
 * Which consumers have had messages in delivery for a while and have acknowledged none: their threads wait for something, such as a
 * row that somebody has locked, or run code that takes long. Guarded by the queue's monitor.
 */
final class StuckConsumers {

    /** How many messages a consumer had acknowledged at the last look; only consumers with messages in delivery. */
    private IdentityHashMap<ServerConsumer, Long> acknowledged = new IdentityHashMap<>();

    private Set<ServerConsumer> stuck = Set.of();

    boolean contains(ServerConsumer consumer) {
        return !stuck.isEmpty() && stuck.contains(consumer);
    }

    /**
     * To be called at regular intervals: a consumer is stuck that gets nothing done between two looks. If more than half are, the server or its database
     * is slow, and there is nobody to be preferred.
     *
     * @return whether the consumers that are stuck are others than before
     */
    boolean look(Collection<ServerConsumer> consumers) {
        IdentityHashMap<ServerConsumer, Long> now = new IdentityHashMap<>();
        Set<ServerConsumer> found = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ServerConsumer consumer : consumers) {
            if (consumer.getMessagesInTransit() > 0) {
                Long count = consumer.getMessagesAcknowledged();
                now.put(consumer, count);
                if (count.equals(acknowledged.get(consumer))) {
                    found.add(consumer);
                }
            }
        }
        acknowledged = now;
        if (2 * found.size() > consumers.size()) {
            found.clear();
        }
        boolean changed = !found.equals(stuck);
        stuck = found;
        return changed;
    }
}
