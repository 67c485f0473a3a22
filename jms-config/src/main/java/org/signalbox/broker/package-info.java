/**
 * What an external Artemis broker gets from us: loaded by the broker, in its own process, and known to nobody here. Uses the
 * broker's classes only.
 */
@NullMarked
package org.signalbox.broker;

import org.jspecify.annotations.NullMarked;
