package org.signalbox.web.security;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Who did what. Failed log-ins are in the same category; the web server itself writes them. */
@MessageLogger(projectCode = "SIGBOX", length = 4)
public interface AuditLog {

    AuditLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), AuditLog.class, "org.signalbox.audit");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 623, value = "User '%s' at %s: %s %s, status %d")
    void called(String user, String address, String method, String path, int status);

    /** Signals and updates are many, and each is in the journal. */
    @LogMessage(level = Logger.Level.DEBUG)
    @Message(id = 624, value = "User '%s' at %s: %s %s, status %d")
    void sent(String user, String address, String method, String path, int status);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 625, value = "User '%s' at %s used the console: %s %s")
    void used(String user, String address, String action, String instance);
}
