package org.signalbox.core.turn;

/**
 * The author's code, or what it needs, failed in a turn: nothing of the turn may stay, and the instance is to be
 * parked. The cause is what was thrown.
 */
public class AuthorFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 4000;

    private final String told;

    public AuthorFailure(String where, Throwable cause) {
        super(where, cause);
        this.told = tell(where, cause);
    }

    /** Where and what, with the author's part of the stack trace, for the operator. */
    public String told() {
        return told;
    }

    /** Whether code that waited was changed so that it does not fit its record; other code can put that right. */
    public boolean isDivergence() {
        return getCause() instanceof Divergence;
    }

    private static String tell(String where, Throwable cause) {
        StringBuilder text = new StringBuilder(where).append(": ").append(cause);
        int frames = 0;
        for (StackTraceElement frame : cause.getStackTrace()) {
            if (frame.getClassName().startsWith("org.signalbox.core.") || ++frames > 12) {
                break;
            }
            text.append("\n  at ").append(frame);
        }
        if (cause.getCause() != null && cause.getCause() != cause) {
            text.append("\ncaused by ").append(cause.getCause());
        }
        return storable(text.length() > LONGEST ? text.substring(0, LONGEST) : text.toString());
    }

    /** What came from the author's code may hold text of a sender; a database can't store a NUL character. */
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
