/**
 * When schedules are due: pure computation on the calendar, with time zones and their changes.
 */
@NullMarked
package org.signalbox.core.schedule;

import org.jspecify.annotations.NullMarked;
