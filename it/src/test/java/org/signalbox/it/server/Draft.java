package org.signalbox.it.server;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.StreamMessage;
import java.io.ByteArrayInputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A message to be sent, with whatever a sender may get right or wrong. Immutable. */
public record Draft(
        Body body,
        Map<String, Object> properties,
        Optional<String> type,
        Optional<String> correlation,
        Duration timeToLive,
        Duration delay) {

    /** It belongs to the producer. */
    private static final String PRIORITY = "priority of the producer";

    /** Makes the bare message. */
    public interface Body {
        Message in(JMSContext jms) throws JMSException;
    }

    private static Draft of(Body body) {
        return new Draft(body, Map.of(), Optional.empty(), Optional.empty(), Duration.ZERO, Duration.ZERO);
    }

    public static Draft text(String text) {
        return of(jms -> jms.createTextMessage(text));
    }

    public static Draft bytes(byte[] bytes) {
        return of(jms -> {
            BytesMessage message = jms.createBytesMessage();
            message.writeBytes(bytes);
            return message;
        });
    }

    /** So many bytes, which are not in memory as a whole: the client and the broker stream them. */
    public static Draft large(int bytes) {
        return of(jms -> {
            BytesMessage message = jms.createBytesMessage();
            message.setObjectProperty("JMS_AMQ_InputStream", new ByteArrayInputStream(new byte[bytes]));
            return message;
        });
    }

    public static Draft map(Map<String, ?> values) {
        return of(jms -> {
            MapMessage message = jms.createMapMessage();
            for (Map.Entry<String, ?> value : values.entrySet()) {
                message.setObject(value.getKey(), value.getValue());
            }
            return message;
        });
    }

    public static Draft empty() {
        return of(JMSContext::createMessage);
    }

    public static Draft object(Serializable object) {
        return of(jms -> jms.createObjectMessage(object));
    }

    public static Draft stream(String text) {
        return of(jms -> {
            StreamMessage message = jms.createStreamMessage();
            message.writeString(text);
            return message;
        });
    }

    /** A note for a {@code ledger}. */
    public static Draft note(String sender, int number) {
        return text("{\"sender\":\"" + sender + "\",\"number\":" + number + "}").signal("note");
    }

    public Draft with(String property, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(properties);
        more.put(property, value);
        return new Draft(body, more, type, correlation, timeToLive, delay);
    }

    public Draft without(String property) {
        Map<String, Object> fewer = new LinkedHashMap<>(properties);
        fewer.remove(property);
        return new Draft(body, fewer, type, correlation, timeToLive, delay);
    }

    /** To that instance, whose messages the broker is to keep in order. */
    public Draft to(String workflowId) {
        return with("workflowId", workflowId).with("JMSXGroupID", workflowId);
    }

    public Draft signal(String name) {
        return with("signal", name);
    }

    public Draft id(String signalId) {
        return with("signalId", signalId);
    }

    public Draft starting(String workflowType) {
        return with("workflowType", workflowType);
    }

    public Draft typed(String jmsType) {
        return new Draft(body, properties, Optional.of(jmsType), correlation, timeToLive, delay);
    }

    public Draft correlatedBy(String id) {
        return new Draft(body, properties, type, Optional.of(id), timeToLive, delay);
    }

    public Draft livingFor(Duration time) {
        return new Draft(body, properties, type, correlation, time, delay);
    }

    public Draft deliveredAfter(Duration time) {
        return new Draft(body, properties, type, correlation, timeToLive, time);
    }

    /** 0 to 9. */
    public Draft withPriority(int priority) {
        return with(PRIORITY, priority);
    }

    Message in(JMSContext jms) throws JMSException {
        Message message = body.in(jms);
        for (Map.Entry<String, Object> property : without(PRIORITY).properties().entrySet()) {
            message.setObjectProperty(property.getKey(), property.getValue());
        }
        if (type.isPresent()) {
            message.setJMSType(type.get());
        }
        if (correlation.isPresent()) {
            message.setJMSCorrelationID(correlation.get());
        }
        return message;
    }

    JMSProducer producer(JMSContext jms) {
        return jms.createProducer()
                .setTimeToLive(timeToLive.toMillis())
                .setDeliveryDelay(delay.toMillis())
                .setPriority((int) properties.getOrDefault(PRIORITY, Message.DEFAULT_PRIORITY));
    }
}
