package org.signalbox.engine.signal;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the JMS entrances tell the operator. */
@MessageLogger(projectCode = "SIGBOX", length = 4)
interface SignalLog {

    SignalLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), SignalLog.class, "org.signalbox.signal");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 401, value = "The receipt of signal '%s' to instance '%s' could not be sent: %s")
    void noReply(String signalId, String workflowId, String cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 32,
            value =
                    "A receipt is asked for at '%s' and not sent: receipts go to temporary queues and to queues 'receipts.…'."
                            + " Told once for this destination")
    void noReceiptQueue(String destination);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 402,
            value = "Signal '%s' to instance '%s' could not be kept as undeliverable; its message is in the queue %s")
    void onlyInDeadQueue(String signalId, String workflowId, String queue, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 16,
            value = "Signals of instance '%s' were accepted in another order than the broker received them: sequence %d"
                    + " beside %d. Told once for this instance; GET /balances counts them")
    void inversion(String workflowId, long sequence, long other);
}
