package org.signalbox.benchmark;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks for the receipt of every tenth signal and takes the time from the return of the send, when the signal is
 * accepted, to the arrival of the receipt that says it is handled. The way of the receipt back is included: a receipt
 * is sent after the commit, so it is the one proof that a sender can get.
 */
final class Stopwatch implements Receipts, AutoCloseable {
    private static final int EVERY = 10;

    private final Connection connection;
    private final Queue replies;
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger unhandled = new AtomicInteger();
    private final Map<String, AtomicLong> accepted = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();

    Stopwatch(Broker broker) throws JMSException {
        connection = broker.connect();
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        replies = session.createTemporaryQueue();
        session.createConsumer(replies).setMessageListener(this::arrived);
        connection.start();
    }

    @Override
    public void send(int n, TextMessage message, MessageProducer producer) throws JMSException {
        if (n % EVERY != 0) {
            producer.send(message);
            return;
        }
        String id = String.valueOf(ids.incrementAndGet());
        message.setJMSReplyTo(replies);
        message.setJMSCorrelationID(id);
        AtomicLong time = new AtomicLong();
        accepted.put(id, time);
        open.incrementAndGet();
        producer.send(message);
        match(time, System.nanoTime());
    }

    private void arrived(Message receipt) {
        long now = System.nanoTime();
        try {
            AtomicLong time = accepted.remove(receipt.getJMSCorrelationID());
            if (!((TextMessage) receipt).getText().contains("\"HANDLED\"")) {
                unhandled.incrementAndGet();
            }
            if (time != null) {
                match(time, -now);
            }
        } catch (JMSException e) {
            throw new IllegalStateException("a receipt can't be read", e);
        }
    }

    /** Sender and receipt meet here, in either order: who comes second knows both times. */
    private void match(AtomicLong time, long mine) {
        if (!time.compareAndSet(0, mine)) {
            long other = time.get();
            long sent = mine > 0 ? mine : other;
            long received = mine > 0 ? -other : -mine;
            taken.add(Math.max(0, received - sent));
            open.decrementAndGet();
        }
    }

    /** Whether every receipt that was asked for has come. */
    boolean isComplete() {
        return open.get() == 0;
    }

    /** How many receipts said something other than that the signal is handled. */
    int unhandled() {
        return unhandled.get();
    }

    /** The times in nanoseconds. */
    Percentiles times() {
        return new Percentiles(taken.stream().mapToLong(Long::longValue).toArray());
    }

    @Override
    public void close() throws JMSException {
        connection.close();
    }
}
