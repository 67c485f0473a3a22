/**
 * Events as rows: the journal of every instance, its inbox, and the memory of signal ids. Takes part in the transaction of
 * its caller and opens none.
 */
@NullMarked
package org.signalbox.engine.journal;

import org.jspecify.annotations.NullMarked;
