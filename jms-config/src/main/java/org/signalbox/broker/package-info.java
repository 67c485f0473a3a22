/**
 * The broker plugin: what Signalbox needs of an Artemis broker beyond its configuration. The broker loads it into its own process,
 * be it an external one or the one inside WildFly. Uses the broker's classes only.
 */
@NullMarked
package org.signalbox.broker;

import org.jspecify.annotations.NullMarked;
