/**
 * The entrances for signals from JMS: they translate a message into a request, hand it to the gate and answer with a
 * receipt. A message is acknowledged after the gate's transaction has committed; no transaction of JMS takes part.
 */
@NullMarked
package org.signalbox.engine.signal;

import org.jspecify.annotations.NullMarked;
