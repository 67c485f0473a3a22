package org.signalbox.broker;

import org.apache.activemq.artemis.core.persistence.impl.journal.OperationContextImpl;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;

/**
 * Keeps the order of a group's messages when its consumer ends, and another one gets the group.
 *
 * <p>A consumer that ends gives back what it has not acknowledged, and then its groups. What is given back is put in front of the queue when
 * the writes to the journal that the closing thread has begun before are on disk; those of the session closed just before are
 * among them, because each message given back has its delivery count written. The group does not wait for that, so its next consumer
 * gets later messages first. A thread that knows of no such writes puts the messages back at once, before the group is free.
 */
public final class OrderedHandover implements ActiveMQServerPlugin {

    /** Made by the broker. */
    public OrderedHandover() {}

    /** In the thread that closes the consumer. */
    @Override
    public void beforeCloseConsumer(ServerConsumer consumer, boolean failed) {
        OperationContextImpl.clearContext();
    }
}
