/** The engine's contract, tested from outside on a real server, broker and database. */
@NullMarked
package org.signalbox.it;

import org.jspecify.annotations.NullMarked;
