package org.signalbox.workflow;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a durable field by whose value instances can be found and signalled, closed ones found, too.
 *
 * <p>The field is a text, an enum, a boolean, a number, a date or a point in time, an {@link java.util.Optional} of one, or a
 * collection: then each of its elements is a value. A text has at most 500 characters; a number is kept with nine
 * digits behind the point and at most 29 before it. A value that can't be kept parks the instance.
 *
 * <p>What is found is what was committed last. A turn that changes no such field costs nothing for it. If the annotation is
 * added to a field that was stored before, an instance is found by it from the next change of its value on.
 */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
public @interface SearchAttribute {

    /** The name to search by; by default the name of the field. */
    String value() default "";
}
