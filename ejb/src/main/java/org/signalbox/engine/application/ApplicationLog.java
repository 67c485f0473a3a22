package org.signalbox.engine.application;

import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.Collection;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What the application as a whole tells the operator. */
@MessageLogger(projectCode = "SIGBOX", length = 4)
interface ApplicationLog {

    ApplicationLog LOG =
            Logger.getMessageLogger(MethodHandles.lookup(), ApplicationLog.class, "org.signalbox.application");

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 1,
            value = "Signalbox is ready: schema version %s (%d migrations applied now), workflows %s, activities %s")
    void ready(String version, int applied, Collection<String> workflows, Collection<String> activities);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 2, value = "The database can't be used; intake is paused and goes on by itself: %s")
    void databaseAway(String cause);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3, value = "The database is back; intake goes on")
    void databaseBack();

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4, value = "The schema can't be brought up to date yet; trying again: %s")
    void migrationFails(String cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 5, value = "Nothing is deployed that can be used: %s")
    void invalidApplication(String problems);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 8, value = "%s: has been going on for %d s, on thread '%s', which stands%s")
    void goesOn(String who, long seconds, String thread, String where);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 10, value = "%s can't be processed although the database works; it is tried again")
    void mistake(String what, @Cause Throwable cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 11, value = "%d times by now: %s; the last time for %s")
    void mistakeAgain(long count, String place, String what);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 12, value = "Another transaction is in the way; it is tried again, %d times by now: %s")
    void doesNotGetThrough(long count, String cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 20, value = "%s is set aside after %d tries, so that others go on: %s")
    void setAside(String what, int tries, String cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 21, value = "Something does not move at the broker: %s")
    void brokerStands(String what);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 22, value = "Nothing stands at the broker any more")
    void brokerMoves();

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 24, value = "What is too large in queue %s can't be put aside now; it is tried again: %s")
    void notPutAside(String queue, String cause);

    @LogMessage(level = Logger.Level.FATAL)
    @Message(
            id = 23,
            value =
                    "More than %d percent of the heap have been in use after each collection for %d s; the process ends")
    void heapFull(long percent, long seconds);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 9, value = "Payloads are stored with the codecs %s; those that can be read: %s")
    void codecs(Collection<String> applied, Collection<String> known);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 13, value = "The external broker is configured as it must be")
    void brokerFits();

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 14, value = "The external broker is not configured as it must be: %s")
    void brokerDoesNotFit(String mistakes);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 15,
            value = "How the external broker is configured could not be checked; its user may not manage it: %s")
    void brokerNotChecked(String cause);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 110,
            value =
                    "The last process may have been ended by author code: %d calls are suspected and run alone once. Not"
                            + " called again by itself: %s")
    void suspects(int count, Collection<String> guilty);

    @LogMessage(level = Logger.Level.WARN)
    @Message(
            id = 111,
            value = "Running author code can't be noted, so code that ends the process would not be recognised: %s")
    void runningCodeNotNoted(String cause);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(
            id = 114,
            value = "Author code called System.exit: %s. The server can't stop in good order and is halted in %s; after"
                    + " the next start this code is not called again by itself")
    void codeEndsProcess(String key, Duration grace);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 115, value = "The process does not end because author code does not return; halted now: %s")
    void halted(Collection<String> running);
}
