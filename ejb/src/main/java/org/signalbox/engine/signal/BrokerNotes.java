package org.signalbox.engine.signal;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the broker says of a message, beyond what its sender does. The properties are set by the broker plugin; without it there are none.
 *
 * @param dueAt when its sender wants it delivered, if it is one for later
 * @param expiresAt when its time to live is over
 * @param arrival its place in the order in which the queue received its messages
 */
record BrokerNotes(Optional<Instant> dueAt, Optional<Instant> expiresAt, Optional<Arrival> arrival) {

    private static final String DUE_AT = "signalboxDueAt";
    private static final String ARRIVAL = "signalboxArrival";

    /**
     * A place in the order of a queue. Places compare only within one scope: other groups and priorities have an order of their own.
     *
     * @param queue changes with every start of the broker
     */
    record Arrival(String queue, String scope, long number) {}

    static boolean isOne(String property) {
        return property.equals(DUE_AT) || property.equals(ARRIVAL);
    }

    static BrokerNotes of(Message message) throws JMSException {
        long expiration = message.getJMSExpiration();
        return new BrokerNotes(
                number(message.getStringProperty(DUE_AT)).map(Instant::ofEpochMilli),
                expiration > 0 ? Optional.of(Instant.ofEpochMilli(expiration)) : Optional.empty(),
                arrival(message));
    }

    private static Optional<Arrival> arrival(Message message) throws JMSException {
        String text = message.getStringProperty(ARRIVAL);
        int colon = text == null ? -1 : text.indexOf(':');
        if (text == null || colon < 0) {
            return Optional.empty();
        }
        String scope = message.getJMSPriority() + " " + message.getStringProperty("JMSXGroupID");
        return number(text.substring(colon + 1)).map(n -> new Arrival(text.substring(0, colon), scope, n));
    }

    private static Optional<Long> number(@Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
