package org.signalbox.engine.activity;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.signalbox.client.WorkflowId;

/** What activities tell the operator. */
@MessageLogger(projectCode = "SIGBOX", length = 4)
interface ActivityLog {

    ActivityLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ActivityLog.class, "org.signalbox.activity");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 201, value = "%d activity attempts could not be sent to their queue; a sweep sends them again: %s")
    void notSent(int attempts, String cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 202, value = "Activity %s of instance '%s' failed in attempt %d, next attempt at %s: %s")
    void attemptFailed(String activity, WorkflowId id, int attempt, Object next, String failure);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 203, value = "Activity %s of instance '%s' failed for good after attempt %d: %s")
    void failed(String activity, WorkflowId id, int attempt, String failure);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 205, value = "Activity %s waits with its attempt %d: %s")
    void undecodable(String activity, int attempt, String why);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 204, value = "A message in the activities queue is no attempt and is dropped: %s")
    void noAttempt(String messageId);
}
