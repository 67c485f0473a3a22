package org.signalbox.core.machine;

import java.util.Optional;
import org.signalbox.core.turn.Closing;

/**
 * The end of a run that comes when its inbox is empty, in a form that can be stored.
 *
 * @param text its result as JSON, or what it failed with
 */
public record DecidedEnd(Kind kind, Optional<String> text) {

    /** The ends that code decides on; others come at once. */
    public enum Kind {
        COMPLETED,
        FAILED,
        CANCELLED
    }

    /** Whether such an end can wait: whoever decided on it left the code's handlers in use. */
    static boolean canWait(Closing closing) {
        return !(closing instanceof Closing.Terminated) && !(closing instanceof Closing.TimedOut);
    }

    static DecidedEnd of(Closing closing) {
        if (closing instanceof Closing.Completed completed) {
            return new DecidedEnd(Kind.COMPLETED, completed.result());
        }
        return closing instanceof Closing.Failed failed
                ? new DecidedEnd(Kind.FAILED, Optional.of(failed.message()))
                : new DecidedEnd(Kind.CANCELLED, Optional.empty());
    }

    Closing closing() {
        return switch (kind) {
            case COMPLETED -> new Closing.Completed(text);
            case FAILED -> new Closing.Failed(text.orElse(""));
            case CANCELLED -> new Closing.Cancelled();
        };
    }

    Optional<String> result() {
        return kind == Kind.COMPLETED ? text : Optional.empty();
    }
}
