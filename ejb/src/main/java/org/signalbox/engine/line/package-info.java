/**
 * Open lines as rows: what it takes to execute a waiting handler again. Takes part in the transaction of its caller and
 * opens none.
 */
@NullMarked
package org.signalbox.engine.line;

import org.jspecify.annotations.NullMarked;
