package org.signalbox.engine.worker;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.Optional;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.engine.activity.ActivityTransaction;
import org.signalbox.engine.application.Queues;

/**
 * Sends attempts to systems outside; docs/jms.md is the contract of the message.
 *
 * <p>A request that got lost between the transaction that began its attempt and this sending is like one whose answer got lost:
 * the attempt is over when its time is, and the next one is sent.
 */
@ApplicationScoped
public class RemoteRequests {

    @Resource(lookup = Queues.OUT)
    private ConnectionFactory connections;

    @Resource(lookup = Queues.RESULTS)
    private Queue results;

    /**
     * Sends a request.
     *
     * @param patience how long an answer is of use; after that the broker drops the request
     */
    CallResult send(ActivityTransaction.Call call, String queue, Duration patience) {
        try (JMSContext context = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
            TextMessage request = context.createTextMessage(call.arguments());
            String token = call.token().write().value();
            request.setJMSReplyTo(results);
            request.setJMSCorrelationID(token);
            request.setStringProperty("token", token);
            request.setStringProperty("activityId", call.attempt().key().asIdentifier());
            request.setStringProperty("activity", call.method().fullName());
            request.setStringProperty(
                    "workflowId", call.attempt().key().workflowId().value());
            request.setIntProperty("attempt", call.attempt().number());
            if (call.details().isPresent()) {
                request.setStringProperty("details", call.details().get());
            }
            context.createProducer()
                    .setTimeToLive(Math.max(1, patience.toMillis()))
                    .send(context.createQueue(queue), request);
            return new CallResult.Outside();
        } catch (JMSException | JMSRuntimeException e) {
            return new CallResult.Ended(ActivityOutcome.Failed.of(
                    "The request can't be sent to " + queue + ": " + e, true, Optional.empty()));
        }
    }
}
