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
 */
@Documented
@Stereotype
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Workflow {

    /** The name senders, tables and console use; unique in the application, stable over versions of the class. */
    String value();
}
