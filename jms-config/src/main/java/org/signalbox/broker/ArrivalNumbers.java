package org.signalbox.broker;

import java.util.UUID;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.MessageReference;

/**
 * Tells the engine the order in which a queue has received its messages: each carries the queue's identity, which is new after every start of
 * the broker, and a number that grows.
 *
 * <p>The number is the one that Artemis gives a message when it is added to the queue, so for a transacted send after the commit; it
 * stays the same when the message is delivered again. Artemis gives none to a message that is delivered without having been added: then everything before it
 * has been delivered, and the next number after the last one is right.
 */
final class ArrivalNumbers {

    static final SimpleString ARRIVAL = SimpleString.of("signalboxArrival");

    private final String identity = UUID.randomUUID().toString().substring(0, 8) + ":";
    private long last;

    /** The queue delivers one message at a time. */
    synchronized void number(MessageReference reference) {
        Message message = reference.getMessage();
        if (message.hasScheduledDeliveryTime()) {
            return; // it came before the plugin did, and is not in the order of arrival
        }
        long sequence = reference.getSequence();
        if (sequence <= 0) {
            sequence = last + 1;
        }
        last = Math.max(last, sequence);
        message.setBrokerProperty(ARRIVAL, SimpleString.of(identity + sequence));
    }
}
