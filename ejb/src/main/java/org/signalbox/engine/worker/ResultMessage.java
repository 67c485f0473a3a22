package org.signalbox.engine.worker;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.TimeLimit;
import org.signalbox.core.payload.BadPayload;

/**
 * A message of the queue {@code results}; docs/jms.md is its contract.
 *
 * @param body JSON, or what should be
 */
record ResultMessage(
        Optional<ActivityToken> token,
        Optional<String> failure,
        boolean retried,
        Optional<Duration> delay,
        boolean heartbeat,
        Optional<String> body) {

    /** @throws BadPayload if it says nothing that could be understood; then the token alone can be relied upon */
    static ResultMessage read(Message message) throws JMSException {
        return new ResultMessage(
                token(message),
                property(message, "failure"),
                property(message, "retried").map(Boolean::parseBoolean).orElse(true),
                delay(message),
                property(message, "heartbeat").map(Boolean::parseBoolean).orElse(false),
                body(message));
    }

    /** The property goes first: not every client leaves the correlation alone. Empty if neither can be a token. */
    static Optional<ActivityToken> token(Message message) throws JMSException {
        return property(message, "token").or(() -> correlation(message)).flatMap(text -> {
            try {
                return Optional.of(new ActivityToken(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<String> correlation(Message message) {
        try {
            return text(message.getJMSCorrelationID());
        } catch (JMSException e) {
            return Optional.empty(); // bytes that are no text, so no token
        }
    }

    private static Optional<Duration> delay(Message message) throws JMSException {
        Optional<String> given = property(message, "retryAfter");
        try {
            return given.map(Duration::parse).map(time -> TimeLimit.orAtOnce("Property retryAfter", time));
        } catch (IllegalArgumentException e) {
            throw new BadPayload(String.valueOf(e.getMessage()));
        } catch (DateTimeException e) {
            throw new BadPayload(
                    "Property retryAfter must be a duration such as PT5M, not '" + given.orElse("") + "'.");
        }
    }

    private static Optional<String> body(Message message) throws JMSException {
        if (message instanceof TextMessage textMessage) {
            return text(textMessage.getText());
        } else if (message instanceof BytesMessage bytesMessage) {
            bytesMessage.reset(); // it may have been read before
            byte[] bytes = new byte[Math.toIntExact(bytesMessage.getBodyLength())];
            bytesMessage.readBytes(bytes);
            try {
                return text(StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString());
            } catch (CharacterCodingException e) {
                throw new BadPayload("The body is not UTF-8.");
            }
        } else if (message instanceof MapMessage
                || message instanceof ObjectMessage
                || message instanceof StreamMessage) {
            throw new BadPayload("A result is a text or bytes message with JSON, or has no body.");
        }
        return Optional.empty();
    }

    private static Optional<String> property(Message message, String name) throws JMSException {
        return Optional.ofNullable(message.getObjectProperty(name)).flatMap(value -> text(value.toString()));
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).filter(v -> !v.isBlank());
    }
}
