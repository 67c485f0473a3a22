package org.signalbox.it.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TemporaryQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

/** A system outside with a plain JMS client: one connection, for one thread. */
public final class Sender implements AutoCloseable {

    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);

    private final ActiveMQConnectionFactory factory;
    private final JMSContext jms;
    private final Queue signals;
    private final TemporaryQueue replies;
    private final JMSConsumer receipts;

    Sender(String url, String user, String password) {
        factory = new ActiveMQConnectionFactory(url);
        jms = factory.createContext(user, password);
        signals = jms.createQueue("jms.queue.signals");
        replies = jms.createTemporaryQueue();
        receipts = jms.createConsumer(replies);
    }

    /** Sends; when it returns, the broker has the message on disk. Gives the message's id. */
    public String send(Draft draft) {
        try {
            Message message = draft.in(jms);
            draft.producer(jms).send(signals, message);
            return message.getJMSMessageID();
        } catch (JMSException e) {
            throw failed(e);
        }
    }

    /** Says something of an attempt of an activity. */
    public void tellOf(String token, Draft draft) {
        try {
            Message message = draft.in(jms);
            message.setJMSCorrelationID(token);
            draft.producer(jms).send(jms.createQueue("jms.queue.results"), message);
        } catch (JMSException e) {
            throw failed(e);
        }
    }

    /** Sends with the wish for a receipt to a queue of the server's own. */
    public void askFor(Draft draft, String replyQueue) {
        sendAll(List.of(draft), Optional.of(jms.createQueue("jms.queue." + replyQueue)));
    }

    /** Sends all in their order, a hundred to a commit. */
    public void sendAll(List<Draft> drafts) {
        sendAll(drafts, Optional.empty());
    }

    private void sendAll(List<Draft> drafts, Optional<Destination> replyTo) {
        try (JMSContext transacted = jms.createContext(JMSContext.SESSION_TRANSACTED)) {
            int n = 0;
            for (Draft draft : drafts) {
                Message message = draft.in(transacted);
                if (replyTo.isPresent()) {
                    message.setJMSReplyTo(replyTo.get());
                }
                draft.producer(transacted).send(signals, message);
                if (++n % 100 == 0) {
                    transacted.commit();
                }
            }
            transacted.commit();
        } catch (JMSException e) {
            throw failed(e);
        }
    }

    /** Sends with the wish for a receipt, and waits for it. */
    public Reply ask(Draft draft) {
        return askAll(List.of(draft)).get(0);
    }

    /** Sends all with the wish for receipts, and gives those in the order in which they come. */
    public List<Reply> askAll(List<Draft> drafts) {
        try {
            sendAll(drafts, Optional.of(replies));
            List<Reply> received = new ArrayList<>();
            for (int i = 0; i < drafts.size(); i++) {
                Message message = receipts.receive(LONGEST_ANSWER.toMillis());
                if (message == null) {
                    throw new AssertionError(
                            "only " + received.size() + " receipts of " + drafts.size() + ": " + received);
                }
                received.add(new Reply(
                        message.getJMSCorrelationID(), new ObjectMapper().readTree(message.getBody(String.class))));
            }
            return received;
        } catch (JMSException e) {
            throw failed(e);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the receipt is no JSON", e);
        }
    }

    /** Does the work of one request of a queue, as a program of any age could: no library of ours, no answer in the same session. */
    public Message takeRequest(String queue) {
        try (JMSConsumer consumer = jms.createConsumer(jms.createQueue("jms.queue." + queue))) {
            Message request = consumer.receive(LONGEST_ANSWER.toMillis());
            if (request == null) {
                throw new AssertionError("no request in " + queue);
            }
            return request;
        }
    }

    /** Answers a request, to the queue for answers. */
    public void answer(Message request, Draft draft) {
        try {
            tellOf(request.getJMSCorrelationID(), draft);
        } catch (JMSException e) {
            throw failed(e);
        }
    }

    private static JMSRuntimeException failed(JMSException e) {
        return new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }

    @Override
    public void close() {
        jms.close();
        factory.close();
    }
}
