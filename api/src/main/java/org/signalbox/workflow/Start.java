package org.signalbox.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method called once at the beginning of every run; at most one per workflow, and
 * then no {@link Run}.
 *
 * <p>Its parameters are the start input (optional, at most one) and the {@link WorkflowContext} (optional). A start
 * without input for a method that wants one is refused with {@code BAD_PAYLOAD}. A workflow without such a method
 * starts with its fields as the constructor left them.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Start {}
