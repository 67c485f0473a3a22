package org.signalbox.web.rest;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the REST interface tells the operator. */
@MessageLogger(projectCode = "SIGBOX", length = 4)
interface RestLog {

    RestLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), RestLog.class, "org.signalbox.rest");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 501, value = "%s %s failed, incident %s")
    void unexpected(String method, String path, String incident, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 502, value = "%s: the author's code failed")
    void queryFailed(String path, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 504, value = "The rest of a body that is too long could not be read: %s")
    void bodyCut(String cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 503, value = "%s %s could not be done for now: %s")
    void unavailable(String method, String path, String cause);
}
