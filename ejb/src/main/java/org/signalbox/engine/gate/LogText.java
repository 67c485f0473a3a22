package org.signalbox.engine.gate;

import java.util.Optional;

/** Text of a sender, made fit for a line of log: one line, no control characters, not too long. */
final class LogText {

    private static final int LONGEST = 200;

    private LogText() {}

    static String safe(Optional<String> text) {
        return text.map(t -> t.length() > LONGEST ? t.substring(0, LONGEST) + "…" : t)
                .map(LogText::line)
                .orElse("-");
    }

    /** As long as it is. */
    static String line(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
