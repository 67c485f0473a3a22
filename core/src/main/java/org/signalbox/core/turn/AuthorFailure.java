package org.signalbox.core.turn;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
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

    /** What blocking methods of the JDK throw in an interrupted thread. */
    private static final List<Class<? extends Throwable>> INTERRUPTIONS =
            List.of(InterruptedException.class, InterruptedIOException.class, ClosedByInterruptException.class);

    private final String told;
    private final boolean interrupted;

    public AuthorFailure(String where, Throwable cause) {
        this(where, cause, false);
    }

    private AuthorFailure(String where, Throwable cause, boolean interrupted) {
        super(where, cause);
        this.told = tell(where, cause);
        this.interrupted = interrupted || INTERRUPTIONS.stream().anyMatch(type -> Causes.has(type, cause));
    }

    /** A call of the author's code. */
    interface Code<T> {
        T call() throws Throwable;
    }

    /**
     * Calls the author's code. Everything it throws is its failure, an {@code OutOfMemoryError} or {@code StackOverflowError}
     * too. The thread's interrupt flag is clear afterwards: the code may have set it, and the engine's own work on the database
     * would fail with it.
     */
    static <T> T in(String where, Code<T> code) {
        try {
            return code.call();
        } catch (Throwable e) {
            throw new AuthorFailure(where, e, Thread.interrupted());
        } finally {
            Thread.interrupted();
        }
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

    /** Whether the thread was interrupted meanwhile: nobody's failure if the server is being stopped. */
    public boolean isInterruption() {
        return interrupted;
    }

    /** Whether to try again by itself would do harm. */
    public boolean isForOperator() {
        return getCause() instanceof ProcessEnded;
    }

    /**
     * What a throwable of the author's says of itself, fit to be stored; if its own code fails at that, its class and how it
     * failed.
     */
    public static String textOf(Throwable thrown) {
        String kind = thrown.getClass().getName();
        try {
            String text = thrown.toString();
            return StorableText.of(text == null ? kind : text, LONGEST);
        } catch (Throwable e) {
            return kind + ", whose own text can't be told: " + e.getClass().getName();
        }
    }

    /** What a throwable of the author's wants to tell the sender; {@link #textOf} if it has no message. */
    public static String messageOf(Throwable thrown) {
        try {
            return Optional.ofNullable(thrown.getMessage())
                    .map(text -> StorableText.of(text, LONGEST))
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

    /** Where it was thrown; empty if the author's code fails to say so. */
    static StackTraceElement[] framesOf(Throwable thrown) {
        try {
            StackTraceElement[] frames = thrown.getStackTrace();
            return frames == null ? new StackTraceElement[0] : frames;
        } catch (Throwable e) {
            return new StackTraceElement[0];
        }
    }
}
