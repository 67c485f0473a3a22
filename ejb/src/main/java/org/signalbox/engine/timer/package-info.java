/**
 * Timers as rows. Takes part in the transaction of its caller and opens none.
 */
@NullMarked
package org.signalbox.engine.timer;

import org.jspecify.annotations.NullMarked;
