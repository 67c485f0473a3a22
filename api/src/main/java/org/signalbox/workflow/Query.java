package org.signalbox.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that answers a question about the persisted state, of a closed instance too.
 *
 * <p>Its parameter is the question (optional, at most one). It needs no turn and must not change a field: a query
 * that does fails with a message that says so.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Query {

    /** The name callers use; by default the name of the method. */
    String value() default "";
}
