/**
 * Schedules as rows: claimed when they are due, and carried out together with the change of their row, in the transaction of
 * the instance that they start or signal.
 */
@NullMarked
package org.signalbox.engine.schedule;

import org.jspecify.annotations.NullMarked;
