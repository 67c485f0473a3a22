package org.signalbox.server.probe;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/** Waits until 64 of it wait; or fails more often than a broker usually accepts. */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "java:/jms/queue/activities"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "64")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class WaitingConsumer implements MessageListener {
    @Inject
    private Gathering gathering;

    @Override
    public void onMessage(Message message) {
        try {
            if ("fail".equals(message.getBody(String.class))) {
                if (gathering.failsAgain(15)) {
                    throw new IllegalStateException("as if the database were away");
                }
            } else {
                gathering.join();
            }
        } catch (JMSException e) {
            throw new IllegalStateException(e);
        }
    }
}
