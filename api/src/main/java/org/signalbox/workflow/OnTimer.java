package org.signalbox.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the handler of a named timer, set by {@link WorkflowContext#after} or {@link WorkflowContext#every}.
 *
 * <p>Its only parameter is the {@link WorkflowContext} (optional). What {@link Signal} says of failures holds here.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnTimer {

    /** The name of the timer. */
    String value();
}
