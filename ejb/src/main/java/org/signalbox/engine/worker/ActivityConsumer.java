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
import org.signalbox.engine.activity.AttemptMessage;
import org.signalbox.engine.application.Endurance;
import org.signalbox.engine.application.Queues;

/** Entrance for attempts of activities. */
@MessageDriven(
        name = "ActivityConsumer",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = Queues.ACTIVITIES),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "48"),
            // none taken in advance: it would wait behind the one that its session is busy with
            @ActivationConfigProperty(propertyName = "consumerWindowSize", propertyValue = "0"),
            @ActivationConfigProperty(propertyName = "acknowledgeMode", propertyValue = "Auto-acknowledge")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ActivityConsumer implements MessageListener {

    @Inject
    private ActivityWorker worker;

    @Inject
    private Endurance endurance;

    @Override
    public void onMessage(Message message) {
        endurance.process(() -> "An attempt of an activity", () -> work(message), failure -> true);
    }

    /** What is set aside needs no keeping: the row of its attempt says when it is sent again. */
    private boolean work(Message message) {
        try {
            AttemptMessage.read(message).ifPresent(worker::work);
            return true;
        } catch (JMSException e) {
            throw new JMSRuntimeException("An attempt can't be read", e.getErrorCode(), e);
        }
    }
}
