package org.signalbox.engine.signal;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.Optional;
import org.signalbox.core.payload.Json;
import org.signalbox.engine.application.Queues;
import org.signalbox.engine.gate.ReceiptView;

/**
 * Sends receipts to whoever asked for one with {@code JMSReplyTo}.
 *
 * <p>A receipt is a courtesy: one that can't be sent is logged, and can be asked for over REST at any time.
 */
@ApplicationScoped
public class Replies {

    private static final String REPLY_TO = "JMSReplyTo";

    @Resource(lookup = Queues.OUT)
    private ConnectionFactory connections;

    private final ReceiptQueues queues = new ReceiptQueues();

    void send(Message message, ReceiptView receipt) {
        try {
            Destination replyTo = message.getJMSReplyTo();
            if (replyTo == null || !queues.allow(replyTo)) {
                return;
            }
            String correlation = message.getJMSCorrelationID();
            try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
                TextMessage reply = context.createTextMessage(Json.write(receipt));
                reply.setJMSCorrelationID(
                        correlation == null ? MessageReader.idOf(message).orElse("") : correlation);
                context.createProducer().send(replyTo, reply);
            }
        } catch (JMSException | RuntimeException | LinkageError e) {
            SignalLog.LOG.noReply(
                    receipt.signalId().orElse("-"), receipt.workflowId().orElse("-"), String.valueOf(e.getMessage()));
        }
    }

    /** As {@link #send(Message, ReceiptView)}, for a message of which only the properties are known. */
    void send(String replyTo, Optional<String> correlation, ReceiptView receipt) {
        try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            TextMessage reply = context.createTextMessage(Json.write(receipt));
            reply.setStringProperty(REPLY_TO, replyTo); // the client knows how to make a destination of it
            Destination destination = reply.getJMSReplyTo();
            reply.setJMSReplyTo(null);
            if (destination == null || !queues.allow(destination)) {
                return;
            }
            reply.setJMSCorrelationID(correlation.orElse(""));
            context.createProducer().send(destination, reply);
        } catch (JMSException | RuntimeException | LinkageError e) {
            SignalLog.LOG.noReply(
                    receipt.signalId().orElse("-"), receipt.workflowId().orElse("-"), String.valueOf(e.getMessage()));
        }
    }
}
