package org.signalbox.engine.worker;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import org.signalbox.engine.application.Endurance;
import org.signalbox.engine.application.Queues;

/** Entrance for what others say of attempts that they carry out. A message delivered twice says the same twice. */
@MessageDriven(
        name = "ResultConsumer",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = Queues.RESULTS),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "16"),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Auto-acknowledge")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ResultConsumer implements MessageListener {

    @Inject
    private ResultIntake intake;

    @Inject
    private Endurance endurance;

    @Override
    public void onMessage(Message message) {
        endurance.process(
                () -> "Message " + ResultIntake.idOf(message) + " in the queue of results",
                () -> take(message),
                failure -> intake.setAside(message, failure));
    }

    private boolean take(Message message) {
        try {
            intake.take(message);
            return true;
        } catch (JMSException e) {
            throw new JMSRuntimeException("A result can't be read", e.getErrorCode(), e);
        }
    }
}
