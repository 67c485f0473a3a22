/**
 * The broker plugins: what Signalbox needs of an Artemis broker beyond its configuration. {@link org.signalbox.broker.OrderedHandover} keeps the order of
 * signals, {@link org.signalbox.broker.DestinationGuard} and {@link org.signalbox.broker.PacketShield} keep clients to what they may do. The broker loads them into its own process,
 * be it an external one or the one inside WildFly. Uses the broker's classes only.
 */
@NullMarked
package org.signalbox.broker;

import org.jspecify.annotations.NullMarked;
