package org.signalbox.engine.gate;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.signalbox.client.Reason;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Status;

/** What the gate tells the operator. */
@MessageLogger(projectCode = "SIGBOX", length = 4)
interface GateLog {

    GateLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), GateLog.class, "org.signalbox.gate");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 107, value = "Mended the inbox: %s event %d of instance '%s': %s")
    void mended(String what, long sequence, WorkflowId id, String motive);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 101, value = "The inbox of instance '%s' could not go on; a sweep will try again: %s")
    void sweepWillResume(WorkflowId id, Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 104, value = "What a commit left to do could not be begun; a sweep will try again: %s")
    void sweepWillCarryOut(Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 106, value = "What instance '%s' asks of others could not be brought; a sweep will try again: %s")
    void sweepWillBring(WorkflowId id, Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 17, value = "Delayed signal %d of instance '%s' can't be delivered now; trying again in a minute: %s")
    void delayedLater(long number, String workflowId, String cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 102, value = "Signal refused as undeliverable: %s, workflow id '%s', signal id '%s': %s")
    void refused(Reason reason, String workflowId, String signalId, String detail);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 103, value = "Instance '%s' is parked at event %d after attempt %d, next attempt at %s: %s")
    void parked(WorkflowId id, long sequence, int attempt, String next, String error);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 105, value = "Order to %s instance '%s', run %d, now %s: %s")
    void ordered(String what, WorkflowId id, int run, Status status, String motive);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 626, value = "There are %d %s. From %d on, more are refused to their senders; settle some")
    void nearBound(long count, String what, long most);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 627, value = "Too many %s: %d of %d. More are refused to their senders until some are settled")
    void bound(String what, long count, long most);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 35, value = "The broker could not be told to refuse signals of user '%s': %s")
    void brokerNotTold(String sender, String cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 112,
            value = "Turns of workflow type '%s' conflict with other transactions over the same rows. They run one at a"
                    + " time for a while")
    void typeConflicts(String type);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 113,
            value = "Instance '%s': the turn met %d conflicts in %d ms. The last one counts as its failure: %s")
    void conflictCounts(WorkflowId id, int conflicts, long millis, String cause);
}
