package org.signalbox.engine.signal;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.signalbox.core.payload.Json;
import org.signalbox.core.payload.StorableText;
import org.signalbox.engine.undeliverable.RawSignal;

/** Takes a JMS message apart, without judging it and without ever deserialising an object. */
final class MessageReader {

    private static final int LONGEST_SHORT = 200;

    private MessageReader() {}

    static RawSignal read(Message message) throws JMSException {
        return new RawSignal(
                first(property(message, "workflowId"), addressedByGroup(message)),
                first(property(message, "signal"), text(message.getJMSType())),
                property(message, "signalId").filter(p -> !p.isEmpty()).or(() -> idOf(message)),
                property(message, "workflowType"),
                property(message, "startInput"),
                property(message, "holdFor"),
                kind(message),
                body(message),
                properties(message));
    }

    /** As much as can be read of a message that can't be kept as it came: the short texts, and the body if it can be had. */
    static RawSignal readShort(Message message) {
        return new RawSignal(
                shortOf(message, "workflowId").or(() -> shortOf(message, "JMSXGroupID")),
                shortOf(message, "signal"),
                shortOf(message, "signalId").or(() -> ifPossible(() -> idOf(message))),
                shortOf(message, "workflowType"),
                Optional.empty(),
                shortOf(message, "holdFor"),
                kind(message),
                ifPossible(() -> body(message)),
                Map.of());
    }

    private static Optional<String> shortOf(Message message, String name) {
        return ifPossible(() -> property(message, name)).map(text -> StorableText.of(text, LONGEST_SHORT));
    }

    private static <T> Optional<T> ifPossible(Callable<Optional<T>> part) {
        try {
            return part.call();
        } catch (Exception | Error e) {
            return Optional.empty();
        }
    }

    /**
     * The id that stays the same at every delivery of the message: what its own protocol gave it, if that was not JMS. The
     * broker shows an AMQP message with a new JMS message id each time, and a STOMP message with none.
     */
    static Optional<String> idOf(Message message) {
        try {
            Optional<String> jms = text(message.getJMSMessageID());
            Optional<String> stomp = property(message, "amqMessageId");
            return property(message, "NATIVE_MESSAGE_ID").or(() -> stomp).or(() -> jms);
        } catch (JMSException e) {
            throw new JMSRuntimeException("The message has no readable id", e.getErrorCode(), e);
        }
    }

    /** A group may come from the sender's connection, so it is no address for what may start an instance. */
    private static Optional<String> addressedByGroup(Message message) throws JMSException {
        boolean isOther = property(message, RawSignal.BUSINESS_KEY).isPresent()
                || property(message, "workflowType").isPresent();
        return isOther ? Optional.empty() : property(message, "JMSXGroupID");
    }

    private static String kind(Message message) {
        if (message instanceof TextMessage) {
            return "TEXT";
        } else if (message instanceof BytesMessage) {
            return "BYTES";
        } else if (message instanceof MapMessage) {
            return "MAP";
        } else if (message instanceof ObjectMessage) {
            return "OBJECT";
        } else if (message instanceof StreamMessage) {
            return "STREAM";
        }
        return "EMPTY";
    }

    private static Optional<byte[]> body(Message message) throws JMSException {
        if (message instanceof TextMessage textMessage) {
            return text(textMessage.getText()).map(StorableText::bytes);
        } else if (message instanceof BytesMessage bytesMessage) {
            bytesMessage.reset(); // it may have been read before
            byte[] bytes = new byte[Math.toIntExact(bytesMessage.getBodyLength())];
            bytesMessage.readBytes(bytes);
            return bytes.length == 0 ? Optional.empty() : Optional.of(bytes);
        } else if (message instanceof MapMessage map) {
            return Optional.of(StorableText.bytes(json(map)));
        }
        return Optional.empty();
    }

    private static String json(MapMessage map) throws JMSException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Object name : names(map.getMapNames())) {
            Object value = map.getObject(name.toString());
            values.put(
                    name.toString(),
                    value instanceof byte[] bytes ? Base64.getEncoder().encodeToString(bytes) : value);
        }
        return Json.write(values);
    }

    private static Map<String, String> properties(Message message) throws JMSException {
        Map<String, String> properties = new TreeMap<>();
        for (Object name : names(message.getPropertyNames())) {
            if (BrokerNotes.isOne(name.toString())) {
                continue;
            }
            property(message, name.toString()).ifPresent(value -> properties.put(name.toString(), value));
        }
        text(message.getJMSMessageID()).ifPresent(id -> properties.put("JMSMessageID", id));
        text(message.getJMSCorrelationID()).ifPresent(id -> properties.put("JMSCorrelationID", id));
        return properties;
    }

    /** JMS names them without a type. */
    private static List<?> names(Enumeration<?> names) {
        return Collections.list(names);
    }

    private static Optional<String> property(Message message, String name) throws JMSException {
        return Optional.ofNullable(message.getObjectProperty(name)).map(Object::toString);
    }

    private static Optional<String> first(Optional<String> preferred, Optional<String> otherwise) {
        return preferred.filter(p -> !p.isEmpty()).or(() -> otherwise);
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(v -> !v.isEmpty());
    }
}
