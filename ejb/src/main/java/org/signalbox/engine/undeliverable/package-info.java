/**
 * What could not reach an instance: signals held for one that does not exist yet, and signals nobody could take, kept
 * with the reason. Takes part in the transaction of its caller.
 */
@NullMarked
package org.signalbox.engine.undeliverable;

import org.jspecify.annotations.NullMarked;
