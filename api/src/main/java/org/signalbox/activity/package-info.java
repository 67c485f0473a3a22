/**
 * How a workflow reaches the outside world: an interface with {@link org.signalbox.activity.Activity @Activity},
 * implemented by a bean of the application, called at least once per scheduled activity and outside of the turn's
 * transaction.
 */
@NullMarked
package org.signalbox.activity;

import org.jspecify.annotations.NullMarked;
