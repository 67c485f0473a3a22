package org.signalbox.core.turn;

import java.util.Optional;
import org.signalbox.core.payload.StorableText;
import org.signalbox.core.payload.Undecodable;

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

    /**
     * Whether it can be put right from outside, and goes on by itself then: code that waited was changed so that it does not
     * fit its record, or what is stored can't be decoded.
     */
    public boolean isCurable() {
        return getCause() instanceof Divergence || getCause() instanceof Undecodable;
    }

    /**
     * What a throwable of the author's says of itself, fit to be stored; if its own code fails at that, its class and how it
     * failed.
     */
    public static String textOf(Throwable thrown) {
        String kind = thrown.getClass().getName();
        try {
            String text = thrown.toString();
            return StorableText.of(text == null ? kind : text);
        } catch (Throwable e) {
            return kind + ", whose own text can't be told: " + e.getClass().getName();
        }
    }

    /** What a throwable of the author's wants to tell the sender; {@link #textOf} if it has no message. */
    public static String messageOf(Throwable thrown) {
        try {
            return Optional.ofNullable(thrown.getMessage())
                    .map(StorableText::of)
                    .orElseGet(() -> textOf(thrown));
        } catch (Throwable e) {
            return textOf(thrown);
        }
    }

    /** What is behind it; empty as well if the author's code fails to say so. */
    public static Optional<Throwable> causeOf(Throwable thrown) {
        try {
            return Optional.ofNullable(thrown.getCause()).filter(cause -> cause != thrown);
        } catch (Throwable e) {
            return Optional.empty();
        }
    }

    private static String tell(String where, Throwable cause) {
        StringBuilder text = new StringBuilder(where).append(": ").append(textOf(cause));
        int frames = 0;
        for (StackTraceElement frame : framesOf(cause)) {
            if (frame.getClassName().startsWith("org.signalbox.core.") || ++frames > 12) {
                break;
            }
            text.append("\n  at ").append(frame);
        }
        causeOf(cause).ifPresent(before -> text.append("\ncaused by ").append(textOf(before)));
        return StorableText.of(text.toString(), LONGEST);
    }

    private static StackTraceElement[] framesOf(Throwable thrown) {
        try {
            return thrown.getStackTrace();
        } catch (Throwable e) {
            return new StackTraceElement[0];
        }
    }
}
