/**
 * The health checks of the application, for {@code /health/ready} of the server's management port.
 *
 * <p>WildFly finds check beans of an EAR only in its {@code lib} directory, so they are a jar of their own. They know nothing:
 * the engine registers an {@link org.signalbox.health.EngineHealth} at its start and removes it at its end. Uses no other
 * package of the project, and opens no transaction.
 */
@NullMarked
package org.signalbox.health;

import org.jspecify.annotations.NullMarked;
