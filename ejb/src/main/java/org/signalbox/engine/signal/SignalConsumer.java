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
 * Entrance for signals that carry a group. The broker gives all messages of a group to one session, which keeps their
 * order; where it fails to, the lock and the signal id still protect the instance.
 *
 * <p>As many sessions as two groups of errands have room for: a session waits while the transaction of its signal is written.
 */
@MessageDriven(
        name = "SignalConsumer",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = Queues.SIGNALS),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "128"),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Auto-acknowledge")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SignalConsumer implements MessageListener {

    @Inject
    private SignalIntake intake;

    @Override
    public void onMessage(Message message) {
        intake.take(message);
    }
}
