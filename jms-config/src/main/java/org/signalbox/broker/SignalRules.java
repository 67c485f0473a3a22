package org.signalbox.broker;

import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIllegalStateException;
import org.apache.activemq.artemis.api.core.ICoreMessage;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.utils.CompositeAddress;

/** What a sender may set on a signal at the broker. It is applied when a message is routed, before it is stored. */
final class SignalRules {

    /** Tells the engine, in milliseconds since 1970, when the signal is due. */
    static final SimpleString DUE_AT = SimpleString.of("signalboxDueAt");

    /** The group sequence that makes Artemis forget which consumer has the group. */
    private static final int RESETS_GROUP = -1;

    /** @throws ActiveMQException if the message must not be stored; its sender gets the message of it */
    void apply(Message message, RoutingContext context) throws ActiveMQException {
        SimpleString address = context.getAddress(message);
        if (address == null || !SignalQueues.isGuarded(CompositeAddress.extractAddressName(address))) {
            return;
        }
        neutraliseSequence(message, context);
        convertDelay(message);
    }

    /**
     * A sequence of −1 resets the group, and so does what Artemis reads as −1. The properties of an AMQP message can't be changed, so
     * such a message is refused.
     */
    private static void neutraliseSequence(Message message, RoutingContext context) throws ActiveMQException {
        if (message instanceof ICoreMessage) {
            if (message.containsProperty(Message.HDR_GROUP_SEQUENCE) && !isHarmless(message)) {
                message.removeProperty(Message.HDR_GROUP_SEQUENCE);
            }
        } else if (message.getGroupSequence() == RESETS_GROUP) {
            throw Refusals.failing(
                    context.getTransaction(),
                    new ActiveMQIllegalStateException(
                            "The group-sequence of the message would reset its group; send it without one"));
        }
    }

    private static boolean isHarmless(Message message) {
        try {
            return message.getGroupSequence() != RESETS_GROUP;
        } catch (RuntimeException notANumber) {
            return false;
        }
    }

    /**
     * The broker puts what comes due in front of the queue, one by one: if nobody takes it meanwhile, the order is reversed. So the
     * engine gets the message at once, with its due time. Also with one that is over: the message may have been delayed on its way, and must not
     * overtake those with earlier due times that the engine still holds.
     */
    private static void convertDelay(Message message) {
        if (!message.hasScheduledDeliveryTime()) {
            return;
        }
        long dueAt = message.getScheduledDeliveryTime();
        message.setScheduledDeliveryTime(0L);
        message.setBrokerProperty(DUE_AT, dueAt);
        if (!(message instanceof ICoreMessage)) {
            message.reencode();
        }
    }
}
