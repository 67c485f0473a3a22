package org.signalbox.it.crash;

import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;

/** A broker plugin behind ours: it makes a broker that delivers the messages of one group in the opposite of their order. */
public final class InvertedArrivals implements ActiveMQServerPlugin {

    static final String GROUP = "inverted";

    private static final SimpleString ARRIVAL = SimpleString.of("signalboxArrival");

    /** Made by the broker. */
    public InvertedArrivals() {}

    @Override
    public void beforeDeliver(ServerConsumer consumer, MessageReference reference) {
        Message message = reference.getMessage();
        SimpleString arrival = message.getSimpleStringProperty(ARRIVAL);
        if (arrival == null || !GROUP.equals(String.valueOf(message.getGroupID()))) {
            return;
        }
        String text = arrival.toString();
        int colon = text.indexOf(':');
        long number = Long.parseLong(text.substring(colon + 1));
        message.setBrokerProperty(ARRIVAL, SimpleString.of(text.substring(0, colon + 1) + (Long.MAX_VALUE - number)));
    }
}
