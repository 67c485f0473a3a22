package org.signalbox.engine.server;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What an operator is told of several servers. 320 and 321 are the broker plugin's. */
@MessageLogger(projectCode = "SIGBOX", length = 4)
interface ServerLog {

    ServerLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ServerLog.class, "org.signalbox.server");

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 322, value = "This server is '%s', version %s")
    void named(String node, String version);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 323,
            value =
                    "Another server is running as '%s'. This one does not begin work. Give it a SIGNALBOX_NODE of its own,"
                            + " or stop the other one")
    void refused(String node);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 324,
            value = "Another server has taken the name '%s' of this one. Stop one of them, and start it with a"
                    + " SIGNALBOX_NODE of its own")
    void lost(String node);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 325, value = "The name '%s' belongs to this server alone again")
    void regained(String node);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 326, value = "The sign of life of this server can't be written now; the next try is in a second: %s")
    void noSign(String cause);
}
