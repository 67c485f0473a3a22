package org.signalbox.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the main line: the method that tells a run from its beginning to its end; at most one per workflow, and then
 * no {@link Start}.
 *
 * <p>Its parameters are the start input (optional, at most one) and the {@link WorkflowContext} (optional). The run is
 * completed when it returns, with what it returns as the result. While it waits, signals and timers are handled as if
 * there was no main line; it goes on when what it waits for has come. What {@link Signal} says of failures holds here.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Run {}
