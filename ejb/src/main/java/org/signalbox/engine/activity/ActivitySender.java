package org.signalbox.engine.activity;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.util.List;
import org.signalbox.engine.application.Queues;

/**
 * Sends attempts to their queue, outside of any transaction of the database and after the one that made their rows.
 *
 * <p>What can't be sent is not lost: its row says when it is to be sent again.
 */
@ApplicationScoped
public class ActivitySender {

    @Resource(lookup = Queues.OUT)
    private ConnectionFactory connections;

    @Resource(lookup = Queues.ACTIVITIES)
    private Queue activities;

    /** Sends all in one JMS transaction. */
    public void send(List<Attempt> attempts) {
        try (JMSContext context = connections.createContext(JMSContext.SESSION_TRANSACTED)) {
            JMSProducer producer = context.createProducer();
            for (Attempt attempt : attempts) {
                producer.send(activities, AttemptMessage.write(attempt, context.createMessage()));
            }
            context.commit();
        } catch (JMSException | JMSRuntimeException e) {
            ActivityLog.LOG.notSent(attempts.size(), String.valueOf(e.getMessage()));
        }
    }
}
