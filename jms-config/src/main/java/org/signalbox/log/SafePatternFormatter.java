package org.signalbox.log;

import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * A pattern formatter whose output is harmless, whatever a message or an exception quotes: terminals do not obey it, it reads in the order in
 * which it is written, and nothing in it looks like another line of the log.
 */
public final class SafePatternFormatter extends PatternFormatter {

    /** Made by WildFly, which sets the pattern then. */
    public SafePatternFormatter() {}

    @Override
    public String format(ExtLogRecord logged) {
        return SafeText.of(super.format(logged));
    }
}
