package org.signalbox.workflow;

import jakarta.enterprise.inject.Stereotype;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class as a workflow: the type of which every workflow id is one instance.
 *
 * <p>The class needs a constructor without parameters (any visibility). Its fields, except static, transient and
 * injected ones, are the durable state: whatever Jackson can write as JSON and read back, records, enums,
 * {@code java.time}, {@code Optional}, collections and {@link SignalChannel} included. Being a stereotype, the annotation makes the class a
 * bean, so {@code @Inject}, {@code @PersistenceContext} and {@code @EJB} fields are filled before a handler runs.
 *
 * <p>A run that fails is followed by another one, if {@link #maxAttempts} allows: with the same input and fresh fields; what
 * waited in the inbox goes to it. The time before it grows from {@link #firstBackoff} by {@link #backoffFactor} up to
 * {@link #longestBackoff}. A start can have limits of its own.
 */
@Documented
@Stereotype
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Workflow {

    /** The name senders, tables and console use; unique in the application, stable over versions of the class. */
    String value();

    /** How long one run may last, from its beginning, in ISO-8601 notation; empty text means without limit. */
    String runTimeout() default "";

    /** How long an instance may run, all runs that follow failures included; empty text means without limit. */
    String executionTimeout() default "";

    /** How many runs there are at most, one after the other, if they fail or last too long; 0 means without limit. */
    int maxAttempts() default 1;

    /** How long the second run waits before it begins. */
    String firstBackoff() default "PT1S";

    double backoffFactor() default 2.0;

    String longestBackoff() default "PT5M";
}
