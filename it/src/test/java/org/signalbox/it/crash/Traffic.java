package org.signalbox.it.crash;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.util.List;

/** Signals of one kind, sent once, and what must have become of them in the end. */
interface Traffic {

    /**
     * Sends all of it; a second time it sends the same again, under the same ids.
     *
     * @return every signal that must be somewhere in the end
     */
    List<Sent> send(Post post) throws JMSException;

    /** What must still be done, from outside, so that everything settles; called again until it says so. */
    default boolean isDone(Checker checker, Rig rig) throws SQLException {
        return true;
    }

    /** What is wrong, once everything has settled. */
    List<String> faults(Checker checker) throws SQLException;

    /** Fault if two things differ that must be equal. */
    static <T> List<String> compared(String what, T found, T wanted) {
        return found.equals(wanted) ? List.of() : List.of(what + ": " + found + " instead of " + wanted);
    }
}
