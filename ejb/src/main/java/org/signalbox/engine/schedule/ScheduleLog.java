package org.signalbox.engine.schedule;

import java.lang.invoke.MethodHandles;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What schedules tell the operator. */
@MessageLogger(projectCode = "SIGBOX", length = 4)
interface ScheduleLog {

    ScheduleLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), ScheduleLog.class, "org.signalbox.schedule");

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 310,
            value = "Schedule '%s' missed %d due times from %s to %s: they were later than 'catchUp' allows;"
                    + " backfill carries them out")
    void missed(String schedule, long count, Instant from, Instant to);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 311, value = "Schedule '%s' can't be carried out now and is tried again later: %s")
    void laterAgain(String schedule, String cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 312,
            value = "The clock went back from %s to %s; the next due times of all schedules are computed again")
    void clockWentBack(Instant from, Instant to);
}
