/**
 * Carries out activities: the entrance for the queue {@code activities}. The call of the application's bean runs on a
 * thread of its own and outside of any transaction of the engine; before and after it there is a short one each.
 */
@NullMarked
package org.signalbox.engine.worker;

import org.jspecify.annotations.NullMarked;
