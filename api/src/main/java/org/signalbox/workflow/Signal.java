package org.signalbox.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the handler of a signal, or the {@link SignalChannel} that takes it.
 *
 * <p>Its parameters are the payload (optional, at most one) and the {@link WorkflowContext} (optional). It is called
 * once per accepted signal, in the order of arrival, and never while another handler of the instance runs. A thrown
 * {@link TerminalFailure} ends the run as failed; any other exception rolls the turn back and parks the instance,
 * which is then retried with back-off while later signals wait in order. It may wait, for an activity or for time to go by;
 * later signals wait behind it until it has returned.
 */
@Documented
@Target({ElementType.METHOD, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Signal {

    /** The name senders use; by default the name of the method or field. */
    String value() default "";
}
