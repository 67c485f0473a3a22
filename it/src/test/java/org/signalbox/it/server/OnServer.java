package org.signalbox.it.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the class's tests against one server that all such classes share. Parameters can be that {@link SignalboxServer}
 * and a {@link Sender} of the class's own, which is closed after the class. The build runs them once with H2 and once with
 * PostgreSQL.
 *
 * <p>Tests share the tables as well: each uses workflow ids that no other test uses.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("server")
@ExtendWith(SharedServer.class)
public @interface OnServer {}
