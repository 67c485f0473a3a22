/**
 * How a workflow reaches the outside world: an interface with {@link org.signalbox.activity.Activity @Activity},
 * implemented by a bean of the application or by a system outside, called at least once per scheduled activity and outside of
 * the turn's transaction.
 *
 * <p>What an implementation can know and say of its attempt is {@link org.signalbox.activity.ActivityContext}: heartbeats,
 * and that somebody else will end it. {@link org.signalbox.activity.RetryAfter} chooses when the next attempt follows; a
 * {@link org.signalbox.workflow.TerminalFailure} says that there should be none.
 */
@NullMarked
package org.signalbox.activity;

import org.jspecify.annotations.NullMarked;
