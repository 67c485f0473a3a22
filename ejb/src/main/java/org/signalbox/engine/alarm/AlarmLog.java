package org.signalbox.engine.alarm;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the alarm tells the operator. */
@MessageLogger(projectCode = "SIGBOX", length = 4)
interface AlarmLog {

    AlarmLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), AlarmLog.class, "org.signalbox.alarm");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 301, value = "What is due can't be looked at now; the next tick tries again: %s")
    void laterAgain(String cause);
}
