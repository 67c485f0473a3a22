/**
 * Turns a verdict into rows, in the transaction of the caller, and names what is to be sent once that has committed.
 */
@NullMarked
package org.signalbox.engine.effect;

import org.jspecify.annotations.NullMarked;
