package org.signalbox.engine.activity;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
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

    /**
     * Sends all in one JMS transaction.
     *
     * @return false if none could be sent
     */
    public boolean send(List<AttemptMessage> attempts) {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(true, Session.SESSION_TRANSACTED);
                MessageProducer producer = session.createProducer(activities)) {
            for (AttemptMessage attempt : attempts) {
                producer.send(attempt.write(session.createMessage()));
            }
            session.commit();
            return true;
        } catch (JMSException e) {
            ActivityLog.LOG.notSent(attempts.size(), String.valueOf(e.getMessage()));
            return false;
        }
    }
}
