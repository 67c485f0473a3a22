/**
 * Activities as rows, their life cycle, and their way to the queue {@code activities}. The store takes part in the
 * transaction of its caller; {@link org.signalbox.engine.activity.ActivityTransaction} begins the short ones around an
 * attempt.
 */
@NullMarked
package org.signalbox.engine.activity;

import org.jspecify.annotations.NullMarked;
