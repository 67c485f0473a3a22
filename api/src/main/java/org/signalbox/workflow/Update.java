package org.signalbox.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the handler of an update: a request whose sender gets what the handler returns, now or later.
 *
 * <p>Its parameters are those of a {@link Signal}. Before it is accepted, the method with {@link Validate} of the same name
 * may refuse it. Once accepted it is an event like a signal: called once, in order, retried if it fails, and it may wait. What
 * it returns, written as JSON, is kept for as long as the instance is.
 *
 * <p>A thrown {@link TerminalFailure}, an {@link ActivityFailure} included, is the answer, too: the update fails with its
 * message, what the handler has done since it waited last is dropped, and the run goes on.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Update {

    /** The name senders use; by default the name of the method. */
    String value() default "";
}
