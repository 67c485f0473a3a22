package org.signalbox.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the method that is asked whether an update can be accepted.
 *
 * <p>Its parameter is the payload (optional). It is called on the fields as they are when the update arrives, whatever still
 * waits in the inbox, and must not change them. If it returns, the update is accepted; if it throws, whatever it is, the
 * update is refused with that message and leaves no trace. It may be called more than once.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Validate {

    /** The name of the update. */
    String value();
}
