package org.signalbox.engine.worker;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.signalbox.client.WorkflowId;

/** What the workers tell the operator. */
@MessageLogger(projectCode = "SIGBOX", length = 4)
interface WorkerLog {

    WorkerLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), WorkerLog.class, "org.signalbox.worker");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 601,
            value = "%d attempts of activity %s go on although their time is over and they were interrupted; no more of"
                    + " them are begun on this server until one ends")
    void full(long attempts, String activity);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 602, value = "Attempts of activity %s are begun again")
    void roomAgain(String activity);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 603, value = "Message %s in the queue of results comes too late and is ignored: %s")
    void tooLate(String messageId, String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 604, value = "Message %s in the queue of results is no result of an attempt and is put into %s: %s")
    void noResult(String messageId, String queue, String why);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 605,
            value = "Attempt %d of an activity of instance '%s' could not be begun; it is sent again later: %s")
    void notBegun(int attempt, WorkflowId id, String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 606,
            value =
                    "The attempt of message %s in the queue of results can't be failed; it ends with its time limit: %s")
    void notFailed(String messageId, String why);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 607,
            value = "How attempt %d of an activity of instance '%s' ended can't be recorded; it ends with its time"
                    + " limit: %s")
    void notRecorded(int attempt, WorkflowId id, String why);
}
