/**
 * What time it is. {@link org.signalbox.engine.clock.TrustedClock} is the engine's only clock: it compares the wall clock
 * with the monotonic clock at every reading and does not believe a jump forward at once.
 * {@link org.signalbox.engine.clock.ClockStore} keeps each server's last sign of life and reads the database's clock.
 * Nothing here needs a transaction.
 */
@NullMarked
package org.signalbox.engine.clock;

import org.jspecify.annotations.NullMarked;
