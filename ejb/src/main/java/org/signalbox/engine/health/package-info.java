/**
 * What the engine reports about its database and its broker to the checks of {@code /health/ready}. Entrance:
 * {@link org.signalbox.engine.health.HealthReporter}; no transaction is opened.
 */
@NullMarked
package org.signalbox.engine.health;

import org.jspecify.annotations.NullMarked;
