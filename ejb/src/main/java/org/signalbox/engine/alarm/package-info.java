/**
 * Looks at whatever is due: timers, inboxes that can go on, activities to be sent (again), held signals that are overdue.
 * {@link org.signalbox.engine.alarm.Alarm} is an entrance; it claims rows in short transactions and brings what it found
 * to the gate. {@link org.signalbox.engine.alarm.TurnWatch} looks at how long turns take.
 */
@NullMarked
package org.signalbox.engine.alarm;

import org.jspecify.annotations.NullMarked;
