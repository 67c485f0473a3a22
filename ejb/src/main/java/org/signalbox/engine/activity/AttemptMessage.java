package org.signalbox.engine.activity;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.turn.ActivityKey;

/** How an attempt looks as a message of the queue {@code activities}: four properties, no body. */
public final class AttemptMessage {

    private AttemptMessage() {}

    static Message write(Attempt attempt, Message message) throws JMSException {
        message.setStringProperty("workflowId", attempt.key().workflowId().value());
        message.setLongProperty("sequence", attempt.key().sequence());
        message.setIntProperty("ordinal", attempt.key().ordinal());
        message.setIntProperty("attempt", attempt.number());
        return message;
    }

    /** Empty if it is none; nobody but the engine may send here, so there is no sender to tell. */
    public static Optional<Attempt> read(Message message) throws JMSException {
        try {
            ActivityKey key = new ActivityKey(
                    new WorkflowId(String.valueOf(message.getStringProperty("workflowId"))),
                    message.getLongProperty("sequence"),
                    message.getIntProperty("ordinal"));
            return Optional.of(new Attempt(key, message.getIntProperty("attempt")));
        } catch (IllegalArgumentException e) {
            ActivityLog.LOG.noAttempt(message.getJMSMessageID());
            return Optional.empty();
        }
    }
}
