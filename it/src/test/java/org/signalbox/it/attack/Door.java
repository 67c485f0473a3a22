package org.signalbox.it.attack;

import jakarta.jms.JMSException;
import java.io.IOException;
import org.apache.activemq.artemis.api.core.ActiveMQException;

/** A connection to the broker, by one protocol and as one user. Each method tells whether the broker has allowed it. */
interface Door extends AutoCloseable {

    /** Sends a signal that starts an instance, or what looks like one, to that address. */
    boolean send(String address, String workflowId) throws Exception;

    boolean consume(String address) throws Exception;

    boolean browse(String address) throws Exception;

    /** As of a topic. */
    boolean subscribe(String address) throws Exception;

    @Override
    void close() throws IOException, JMSException, ActiveMQException;

    /** A protocol of the broker's port. */
    enum Protocol {
        CORE {
            @Override
            Door open(int port, String user, String password) throws Exception {
                return new CoreDoor(port, user, password);
            }
        },
        AMQP {
            @Override
            Door open(int port, String user, String password) throws Exception {
                return new JmsDoor(port, user, password);
            }
        },
        STOMP {
            @Override
            Door open(int port, String user, String password) throws Exception {
                return new StompDoor(port, user, password);
            }
        };

        abstract Door open(int port, String user, String password) throws Exception;
    }
}
