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
 * Entrance for signals without a group. There is a single session, so that the order in which they arrived at the broker is
 * the order in which they reach their instances.
 */
@MessageDriven(
        name = "UngroupedSignalConsumer",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = Queues.SIGNALS_UNGROUPED),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1"),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Auto-acknowledge")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class UngroupedSignalConsumer implements MessageListener {

    @Inject
    private SignalIntake intake;

    @Override
    public void onMessage(Message message) {
        intake.take(message);
    }
}
