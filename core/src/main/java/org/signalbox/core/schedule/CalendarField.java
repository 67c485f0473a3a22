package org.signalbox.core.schedule;

import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The values that one field of a calendar expression stands for: {@code *}, a number or name, a range {@code 1-5}, a list
 * {@code 1,3,10-12}, or, where there are increments, {@code 0/15}. A range whose end is before its begin goes over the end of
 * the unit.
 *
 * @param increments whether {@code a/b} is allowed
 * @param names of the values from the least on; empty if they have none
 */
record CalendarField(String name, int least, int most, boolean increments, List<String> names) {

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    /** From 0, as EJB counts; 7 is Sunday, too. */
    static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    static final CalendarField SECOND = new CalendarField("second", 0, 59, true, List.of());
    static final CalendarField MINUTE = new CalendarField("minute", 0, 59, true, List.of());
    static final CalendarField HOUR = new CalendarField("hour", 0, 23, true, List.of());
    static final CalendarField MONTH = new CalendarField("month", 1, 12, false, MONTHS);
    static final CalendarField DAY_OF_WEEK = new CalendarField("dayOfWeek", 0, 7, false, DAYS);
    static final CalendarField YEAR = new CalendarField("year", 1970, 9999, false, List.of());

    /** @throws IllegalArgumentException telling what is wrong, and where */
    NavigableSet<Integer> values(String text) {
        String stripped = text.strip();
        NavigableSet<Integer> values = new TreeSet<>();
        if (stripped.equals("*")) {
            addRange(least, most, values);
            return values;
        }
        int slash = stripped.indexOf('/');
        if (slash >= 0) {
            addIncrement(stripped, slash, values);
            return values;
        }
        for (String part : stripped.split(",", -1)) {
            int dash = part.strip().indexOf('-', 1);
            if (dash < 0) {
                values.add(value(part));
            } else {
                addRange(
                        value(part.strip().substring(0, dash)),
                        value(part.strip().substring(dash + 1)),
                        values);
            }
        }
        return values;
    }

    private void addIncrement(String text, int slash, NavigableSet<Integer> values) {
        if (!increments) {
            throw wrong(text);
        }
        String begin = text.substring(0, slash).strip();
        int step = value(text.substring(slash + 1));
        if (step < 1) {
            throw wrong(text);
        }
        for (int n = begin.equals("*") ? least : value(begin); n <= most; n += step) {
            values.add(n);
        }
    }

    private void addRange(int first, int last, NavigableSet<Integer> values) {
        if (first <= last) {
            for (int n = first; n <= last; n++) {
                values.add(n);
            }
        } else {
            addRange(first, most, values);
            addRange(least, last, values);
        }
    }

    private int value(String text) {
        String stripped = text.strip().toUpperCase(Locale.ROOT);
        int named = names.indexOf(stripped);
        if (named >= 0) {
            return least + named;
        }
        try {
            int number = Integer.parseInt(stripped);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told like any other
        }
        throw wrong(text);
    }

    IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("Field '" + name + "' of the calendar can't be '" + text
                + "'; give *, a value from "
                + least + " to " + most + (names.isEmpty() ? "" : " or " + names) + ", a range or a list of them"
                + (increments ? ", or an increment such as " + least + "/5." : "."));
    }
}
