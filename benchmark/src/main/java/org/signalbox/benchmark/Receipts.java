package org.signalbox.benchmark;

import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.TextMessage;

/** How a sender deals with receipts. */
interface Receipts {

    /** Sends the n-th message of a sender, asking for a receipt or not. */
    void send(int n, TextMessage message, MessageProducer producer) throws JMSException;

    /** Asks for none. */
    static Receipts none() {
        return (n, message, producer) -> producer.send(message);
    }
}
