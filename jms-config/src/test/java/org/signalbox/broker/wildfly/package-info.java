/** Tests of what is brought into the broker inside WildFly. */
@NullMarked
package org.signalbox.broker.wildfly;

import org.jspecify.annotations.NullMarked;
