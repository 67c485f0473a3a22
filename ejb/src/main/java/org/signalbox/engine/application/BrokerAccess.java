package org.signalbox.engine.application;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.Optional;

/** The management of the broker, whether it is part of this server or stands alone. Not for several threads. */
public interface BrokerAccess extends AutoCloseable {

    /** @throws JMSException if an external broker can't be reached, or does not let us manage it */
    static BrokerAccess open(ConnectionFactory connections) throws JMSException {
        return BrokerManagement.ofExternalBroker().isPresent()
                ? new BrokerManagement(
                        connections, BrokerManagement.ofExternalBroker().get())
                : new EmbeddedBroker();
    }

    /**
     * An attribute of what has that name in the broker's management, such as {@code queue.jms.queue.signals}.
     *
     * @return empty if there is no such thing
     */
    Optional<JsonNode> attribute(String resource, String attribute) throws JMSException;

    /**
     * Calls an operation.
     *
     * @return empty if there is no such thing, or the operation fails
     */
    Optional<JsonNode> call(String resource, String operation, Object... arguments) throws JMSException;

    @Override
    void close() throws JMSException;
}
