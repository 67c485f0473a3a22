/**
 * What instances ask of each other and have not been brought yet, as rows: written in the transaction of the turn that asks,
 * taken away in the one in which it takes effect. Takes part in the transaction of its caller.
 */
@NullMarked
package org.signalbox.engine.mail;

import org.jspecify.annotations.NullMarked;
