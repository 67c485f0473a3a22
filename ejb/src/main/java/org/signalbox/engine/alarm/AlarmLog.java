package org.signalbox.engine.alarm;

import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.time.Instant;
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

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 302, value = "The clock jumped forward by %s; it is %s now")
    void clockForward(Duration by, Instant time);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 303,
            value = "The clock stepped back by %s; it is %s now. What was claimed by the later time is free again")
    void clockBack(Duration by, Instant time);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 304,
            value =
                    "The clock jumped forward by %s, more than %s (signalbox.clock.max-jump). The engine goes on from %s"
                            + " until the jump has lasted for %s or an operator confirms it (POST /clock/trust)")
    void clockDoubted(Duration by, Duration limit, Instant time, Duration trustAfter);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 305, value = "The clock's jump forward by %s is over; nothing was done because of it")
    void clockReturned(Duration by);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 306, value = "The clock's jump forward by %s has lasted long enough and is trusted; it is %s now")
    void clockTrusted(Duration by, Instant time);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 307, value = "The clock's jump forward by %s is trusted; it is %s now. Confirmed by %s: %s")
    void clockConfirmed(Duration by, Instant time, String operator, String reason);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 308, value = "The engine's time is %s, the database's %s. Check the clocks of both machines")
    void clocksDiffer(Instant engine, Instant database);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 309, value = "The engine's time and the database's agree again")
    void clocksAgree();
}
