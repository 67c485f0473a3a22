package org.signalbox.core.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The field {@code dayOfMonth}: numbers from 1, numbers from -7 to -1 counted from the last day, {@code Last}, and days such as
 * {@code 2nd Fri} or {@code Last Mon}; ranges and lists of them.
 */
final class MonthDays {

    private static final List<String> ORDINALS = List.of("1ST", "2ND", "3RD", "4TH", "5TH");
    private static final int LAST = -1;

    /** A place in a month that differs from month to month. */
    private interface Place {
        /** The day, or a number outside of the month if it has none such. */
        int in(YearMonth month);
    }

    private record Range(Place first, Place last) {
        boolean has(int day, YearMonth month) {
            int from = first.in(month);
            int to = last.in(month);
            return from <= to ? day >= from && day <= to : day >= from || day <= to;
        }
    }

    /** Within so many years a month of every length begins on every day of the week. */
    private static final Year FIRST_OF_ALL_SHAPES = Year.of(2001);

    private static final int ALL_SHAPES = 28;
    private static final int SHORTEST = 28;
    private static final int LENGTHS = 4;
    private static final int WEEK = 7;

    private final List<Range> ranges = new ArrayList<>();

    /** A bit for each day, by the length of the month and the day of the week on which it begins; null if not computed yet. */
    private final @Nullable BitSet[] days = new BitSet[LENGTHS * WEEK];

    private final boolean every;

    /** @throws IllegalArgumentException telling what is wrong */
    MonthDays(String text) {
        if (text.strip().equals("*")) {
            every = true;
            return;
        }
        Set<String> parts = new LinkedHashSet<>();
        for (String part : text.split(",", -1)) {
            parts.add(part.strip().toUpperCase(Locale.ROOT));
        }
        for (String one : parts) {
            int dash = one.indexOf('-', 1);
            Place first = place(dash < 0 ? one : one.substring(0, dash).strip(), text);
            ranges.add(new Range(
                    first, dash < 0 ? first : place(one.substring(dash + 1).strip(), text)));
        }
        every = hasAll();
    }

    /** Whether it stands for all days of all months, however it is written. */
    boolean isEvery() {
        return every;
    }

    boolean has(LocalDate date) {
        return every || days(YearMonth.from(date)).get(date.getDayOfMonth());
    }

    private boolean hasAll() {
        return Stream.iterate(FIRST_OF_ALL_SHAPES.atMonth(1), month -> month.plusMonths(1))
                .limit(ALL_SHAPES * 12L)
                .allMatch(month -> days(month).cardinality() == month.lengthOfMonth());
    }

    private BitSet days(YearMonth month) {
        int shape = (month.lengthOfMonth() - SHORTEST) * WEEK
                + month.atDay(1).getDayOfWeek().getValue()
                - 1;
        BitSet known = days[shape];
        if (known == null) {
            known = new BitSet();
            for (int day = 1; day <= month.lengthOfMonth(); day++) {
                int one = day;
                known.set(day, ranges.stream().anyMatch(r -> r.has(one, month)));
            }
            days[shape] = known;
        }
        return known;
    }

    private static Place place(String text, String whole) {
        if (text.equals("LAST")) {
            return YearMonth::lengthOfMonth;
        }
        String[] words = text.split("\\s+", -1);
        if (words.length == 2) {
            int weekday = CalendarField.DAYS.indexOf(words[1]);
            int ordinal = words[0].equals("LAST") ? LAST : ORDINALS.indexOf(words[0]) + 1;
            if (weekday < 0 || ordinal == 0) {
                throw wrong(whole);
            }
            DayOfWeek day = DayOfWeek.of(weekday == 0 ? 7 : weekday);
            return month -> dayInMonth(month, ordinal, day);
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= 31) {
                return month -> number;
            } else if (number >= -7 && number <= -1) {
                return month -> month.lengthOfMonth() + number;
            }
        } catch (NumberFormatException e) {
            // told like any other
        }
        throw wrong(whole);
    }

    /** A fifth one that there is not lies behind the month. */
    private static int dayInMonth(YearMonth month, int ordinal, DayOfWeek day) {
        if (ordinal == LAST) {
            return month.atEndOfMonth()
                    .with(TemporalAdjusters.previousOrSame(day))
                    .getDayOfMonth();
        }
        int first = month.atDay(1).with(TemporalAdjusters.nextOrSame(day)).getDayOfMonth();
        return first + 7 * (ordinal - 1);
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException(
                "Field 'dayOfMonth' of the calendar can't be '" + text
                        + "'; give *, 1 to 31, -7 to -1, Last, or such as '2nd Fri' or 'Last Mon', or ranges or a list of them.");
    }
}
