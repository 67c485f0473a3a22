/** Brings the broker plugin into the broker inside WildFly. Uses WildFly's classes, which an external broker has not. */
@NullMarked
package org.signalbox.broker.wildfly;

import org.jspecify.annotations.NullMarked;
