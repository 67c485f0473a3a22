/**
 * Decides what becomes of an event: refused, held, handled now or kept in the inbox. Pure: the same request, situation
 * and author code give the same verdict. The durable engine and the test kit both drive this machine and store what it
 * decides. Uses {@code turn} and {@code catalog}.
 */
@NullMarked
package org.signalbox.core.machine;

import org.jspecify.annotations.NullMarked;
