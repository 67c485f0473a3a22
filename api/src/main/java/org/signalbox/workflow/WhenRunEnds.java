package org.signalbox.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what becomes of signals that a run of this workflow does not handle: those that wait when it ends, and those that
 * come later. Without it both are rejected: they become undeliverable, can be sent again, and their senders can learn of it.
 *
 * <p>How a run ended makes no difference, except where it is said. A run that failed and is followed by another one (see
 * {@link Workflow#maxAttempts}) leaves everything to that, whatever stands here.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface WhenRunEnds {

    /** What becomes of signals that were accepted and wait in the inbox when a run ends. */
    Waiting waiting() default Waiting.REJECT;

    /** What becomes of signals that come when the run has ended, and name no workflow to start. */
    Late late() default Late.REJECT;

    /**
     * How long signals are kept for the next run, in ISO-8601 notation; if none begins until then, they become undeliverable. A
     * late signal whose sender gave a time is kept that long.
     */
    String heldFor() default "P7D";

    /** For signals that wait. */
    enum Waiting {
        /** They become undeliverable, with the reason {@code CLOSED}. */
        REJECT,
        /**
         * The run ends when its inbox is empty, and not before: its handlers are called for all that waits, and for what comes
         * meanwhile, while the main line is over. How it ends is what was decided first. One that is terminated or has lasted too
         * long, or has not begun yet, asks its code nothing more: then they are rejected.
         */
        HANDLE,
        /** They stay in the inbox, in their order, and the next run handles them behind its beginning, before anything else. */
        HAND_ON
    }

    /** For signals that come later. */
    enum Late {
        /** They become undeliverable, with the reason {@code CLOSED}. */
        REJECT,
        /** They are held for the next run, and handed over at its start, in order. */
        HOLD,
        /** Each starts a run, as if it had named the workflow; only for workflows that begin without an input. */
        START
    }
}
