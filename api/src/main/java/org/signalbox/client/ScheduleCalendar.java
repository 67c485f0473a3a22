package org.signalbox.client;

/**
 * Times of the calendar, by the fields of EJB's {@code ScheduleExpression}: a value, a range, a list, an increment, and for
 * days of the month such as {@code Last} or {@code 2nd Fri}.
 */
public record ScheduleCalendar(
        String second,
        String minute,
        String hour,
        String dayOfMonth,
        String month,
        String dayOfWeek,
        String year,
        String timezone) {

    /** Every midnight in UTC, to be changed by the methods below. */
    public static final ScheduleCalendar MIDNIGHT = new ScheduleCalendar("0", "0", "0", "*", "*", "*", "*", "UTC");

    public ScheduleCalendar second(String field) {
        return new ScheduleCalendar(field, minute, hour, dayOfMonth, month, dayOfWeek, year, timezone);
    }

    public ScheduleCalendar minute(String field) {
        return new ScheduleCalendar(second, field, hour, dayOfMonth, month, dayOfWeek, year, timezone);
    }

    public ScheduleCalendar hour(String field) {
        return new ScheduleCalendar(second, minute, field, dayOfMonth, month, dayOfWeek, year, timezone);
    }

    public ScheduleCalendar dayOfMonth(String field) {
        return new ScheduleCalendar(second, minute, hour, field, month, dayOfWeek, year, timezone);
    }

    public ScheduleCalendar month(String field) {
        return new ScheduleCalendar(second, minute, hour, dayOfMonth, field, dayOfWeek, year, timezone);
    }

    public ScheduleCalendar dayOfWeek(String field) {
        return new ScheduleCalendar(second, minute, hour, dayOfMonth, month, field, year, timezone);
    }

    public ScheduleCalendar year(String field) {
        return new ScheduleCalendar(second, minute, hour, dayOfMonth, month, dayOfWeek, field, timezone);
    }

    /** @param zone such as {@code Europe/Berlin} */
    public ScheduleCalendar timezone(String zone) {
        return new ScheduleCalendar(second, minute, hour, dayOfMonth, month, dayOfWeek, year, zone);
    }
}
