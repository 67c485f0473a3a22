package org.signalbox.benchmark;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;

/**
 * Sends signals over a connection of its own, persistent, to instances drawn at random. When it has ended, all of them
 * are accepted.
 *
 * @param number of the sender, as the workflow gets it
 * @param share the instances it sends to: those of its share only
 * @param signals how many it sends
 * @param start whether each signal starts its instance if there is none, each instance getting its turn
 */
record Sender(
        Broker broker,
        Ledger ledger,
        int number,
        Share share,
        int signals,
        Acceptance acceptance,
        Pace pace,
        Receipts receipts,
        boolean start)
        implements Callable<Void> {

    /** The instances first, first + step, first + 2 × step … */
    record Share(int first, int step, int instances) {
        int size() {
            return (instances - first + step - 1) / step;
        }

        int at(int index) {
            return first + index % size() * step;
        }
    }

    @Override
    public Void call() throws JMSException {
        SplittableRandom random = new SplittableRandom(number);
        try (Connection connection = broker.connect();
                Session session = connection.createSession(
                        acceptance == Acceptance.BATCH ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(session.createQueue(Broker.QUEUE))) {
            for (int n = 0; n < signals; n++) {
                // starting visits one after the other, so that none is left out
                int instance = share.at(start ? n : random.nextInt(share.size()));
                TextMessage message = message(session, instance);
                pace.await(n);
                receipts.send(n, message, producer);
                if (acceptance == Acceptance.BATCH && ((n + 1) % acceptance.signals() == 0 || n + 1 == signals)) {
                    session.commit();
                }
            }
        }
        return null;
    }

    private TextMessage message(Session session, int instance) throws JMSException {
        TextMessage message = session.createTextMessage(
                "{\"sender\":" + number + ",\"number\":" + ledger.next(instance, number) + "}");
        message.setStringProperty("JMSXGroupID", ledger.workflowId(instance));
        message.setStringProperty("workflowId", ledger.workflowId(instance));
        message.setStringProperty("signal", "count");
        if (start) {
            message.setStringProperty("workflowType", ledger.workflowType());
        }
        return message;
    }
}
