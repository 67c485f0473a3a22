package org.signalbox.engine.signal;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.signalbox.engine.application.Queues;

/**
 * Entrance for signals that the broker found expired: they become undeliverable with that reason.
 */
@MessageDriven(
        name = "ExpiredSignalConsumer",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = Queues.SIGNALS_EXPIRED),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1"),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Auto-acknowledge")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ExpiredSignalConsumer implements MessageListener {

    @Inject
    private SignalIntake intake;

    @Override
    public void onMessage(Message message) {
        intake.expired(message);
    }
}
