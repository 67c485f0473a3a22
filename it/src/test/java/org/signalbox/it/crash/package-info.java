/**
 * Tests that try to break the guarantees with a real server process and a real database: kill -9, a database that goes
 * away, death at a chosen point of a turn. Whatever happens, {@link org.signalbox.it.crash.Checker} counts afterwards.
 */
@NullMarked
package org.signalbox.it.crash;

import org.jspecify.annotations.NullMarked;
