package org.signalbox.engine.activity;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Objects;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.Attempt;
import org.signalbox.core.turn.ActivityKey;

/**
 * An attempt as a message of the queue {@code activities}: five properties, no body.
 *
 * @param type the activity type; empty text if a version sent it that did not tell
 */
public record AttemptMessage(Attempt attempt, String type) {

    Message write(Message message) throws JMSException {
        message.setStringProperty("workflowId", attempt.key().workflowId().value());
        message.setLongProperty("sequence", attempt.key().sequence());
        message.setIntProperty("ordinal", attempt.key().ordinal());
        message.setIntProperty("attempt", attempt.number());
        message.setStringProperty("type", type);
        return message;
    }

    /** Empty if it is none; nobody but the engine may send here, so there is no sender to tell. */
    public static Optional<AttemptMessage> read(Message message) throws JMSException {
        try {
            ActivityKey key = new ActivityKey(
                    new WorkflowId(String.valueOf(message.getStringProperty("workflowId"))),
                    message.getLongProperty("sequence"),
                    message.getIntProperty("ordinal"));
            return Optional.of(new AttemptMessage(
                    new Attempt(key, message.getIntProperty("attempt")),
                    Objects.requireNonNullElse(message.getStringProperty("type"), "")));
        } catch (IllegalArgumentException e) {
            ActivityLog.LOG.noAttempt(message.getJMSMessageID());
            return Optional.empty();
        }
    }
}
