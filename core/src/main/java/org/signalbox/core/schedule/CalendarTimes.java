package org.signalbox.core.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The times that an expression with the fields of EJB's {@code ScheduleExpression} stands for, in a time zone.
 *
 * <p>If both {@code dayOfMonth} and {@code dayOfWeek} are given, a day has to fit one of them, as EJB has it.
 *
 * <p>When clocks are put forward, times of the missing hour are due, once, at the moment when it would have begun. When they
 * are put back, times of the double hour are due the first time only. Both do not hold for expressions whose hour is {@code *}:
 * those go on in their rhythm, without the missing hour and with the double one.
 */
public final class CalendarTimes {

    /** How far ahead something must be due to be due at all. */
    private static final int YEARS_AHEAD = 100;

    private final NavigableSet<Integer> seconds;
    private final NavigableSet<Integer> minutes;
    private final NavigableSet<Integer> hours;
    private final boolean everyHour;
    private final MonthDays monthDays;
    private final NavigableSet<Integer> months;
    private final NavigableSet<Integer> weekDays;
    private final boolean everyWeekDay;
    private final NavigableSet<Integer> years;
    private final ZoneId zone;

    /** @throws IllegalArgumentException naming the field that is wrong, and what it may be */
    public CalendarTimes(
            String second,
            String minute,
            String hour,
            String dayOfMonth,
            String month,
            String dayOfWeek,
            String year,
            ZoneId zone) {
        seconds = CalendarField.SECOND.values(second);
        minutes = CalendarField.MINUTE.values(minute);
        hours = CalendarField.HOUR.values(hour);
        everyHour = hour.strip().equals("*");
        monthDays = new MonthDays(dayOfMonth);
        months = CalendarField.MONTH.values(month);
        weekDays = new TreeSet<>();
        CalendarField.DAY_OF_WEEK.values(dayOfWeek).forEach(d -> weekDays.add(d == 0 ? 7 : d));
        everyWeekDay = dayOfWeek.strip().equals("*");
        years = CalendarField.YEAR.values(year);
        this.zone = zone;
    }

    /** The first time after that one; empty if there is none within a hundred years. */
    public Optional<Instant> next(Instant after) {
        ZoneRules rules = zone.getRules();
        Instant end = after.atZone(ZoneOffset.UTC).plusYears(YEARS_AHEAD).toInstant();
        Instant from = after;
        while (from.isBefore(end)) {
            Optional<ZoneOffsetTransition> change = Optional.ofNullable(rules.nextTransition(from));
            Instant until = change.map(ZoneOffsetTransition::getInstant)
                    .filter(end::isAfter)
                    .orElse(end);
            Optional<Instant> found = between(from, until, rules);
            if (found.isPresent()) {
                return found;
            }
            if (change.isEmpty() || !change.get().getInstant().isBefore(end)) {
                return Optional.empty();
            }
            if (isDueInGap(change.get())) {
                return Optional.of(until);
            }
            Optional<Instant> atChange = at(until, rules);
            if (atChange.isPresent()) {
                return atChange;
            }
            from = until;
        }
        return Optional.empty();
    }

    private boolean isDueInGap(ZoneOffsetTransition change) {
        return change.isGap()
                && !everyHour
                && nextLocal(change.getDateTimeBefore(), true, change.getDateTimeAfter())
                        .isPresent();
    }

    private Optional<Instant> at(Instant moment, ZoneRules rules) {
        LocalDateTime local = LocalDateTime.ofInstant(moment, rules.getOffset(moment));
        return nextLocal(local, true, local.plusNanos(1))
                .filter(l -> isMeant(l, rules, rules.getOffset(moment)))
                .map(l -> moment);
    }

    /** In a stretch of time without a change of the clocks: after its begin and before its end. */
    private Optional<Instant> between(Instant from, Instant until, ZoneRules rules) {
        ZoneOffset offset = rules.getOffset(from);
        LocalDateTime end = LocalDateTime.ofInstant(until, offset);
        Optional<LocalDateTime> local = nextLocal(LocalDateTime.ofInstant(from, offset), false, end);
        while (local.isPresent() && !isMeant(local.get(), rules, offset)) {
            local = nextLocal(local.get(), false, end);
        }
        return local.map(l -> l.toInstant(offset));
    }

    /** Of a time that there is twice only the first, unless it is a rhythm of hours. */
    private boolean isMeant(LocalDateTime local, ZoneRules rules, ZoneOffset offset) {
        return everyHour
                || rules.getValidOffsets(local).isEmpty()
                || rules.getValidOffsets(local).get(0).equals(offset);
    }

    private Optional<LocalDateTime> nextLocal(LocalDateTime from, boolean inclusive, LocalDateTime end) {
        LocalDateTime least = firstSecond(from, inclusive);
        for (LocalDate day = least.toLocalDate(); !day.isAfter(end.toLocalDate()); day = dayAfter(day)) {
            if (!isDay(day)) {
                continue;
            }
            Optional<LocalTime> time =
                    nextTime(day.equals(least.toLocalDate()) ? least.toLocalTime() : LocalTime.MIDNIGHT);
            if (time.isPresent()) {
                return time.map(day::atTime).filter(end::isAfter);
            }
        }
        return Optional.empty();
    }

    private static LocalDateTime firstSecond(LocalDateTime from, boolean inclusive) {
        LocalDateTime whole = from.truncatedTo(ChronoUnit.SECONDS);
        return inclusive && whole.equals(from) ? from : whole.plusSeconds(1);
    }

    private LocalDate dayAfter(LocalDate day) {
        LocalDate next = day.plusDays(1);
        if (!years.contains(next.getYear())) {
            Integer year = years.higher(next.getYear());
            return year == null ? LocalDate.MAX : LocalDate.of(year, 1, 1);
        }
        return months.contains(next.getMonthValue())
                ? next
                : YearMonth.from(next).plusMonths(1).atDay(1);
    }

    private boolean isDay(LocalDate day) {
        if (!years.contains(day.getYear()) || !months.contains(day.getMonthValue())) {
            return false;
        }
        boolean byWeek = weekDays.contains(day.getDayOfWeek().getValue());
        if (monthDays.isEvery()) {
            return byWeek;
        }
        return everyWeekDay ? monthDays.has(day) : byWeek || monthDays.has(day);
    }

    private Optional<LocalTime> nextTime(LocalTime from) {
        for (Integer hour : hours.tailSet(from.getHour(), true)) {
            boolean sameHour = hour == from.getHour();
            for (Integer minute : minutes.tailSet(sameHour ? from.getMinute() : 0, true)) {
                boolean sameMinute = sameHour && minute == from.getMinute();
                Integer second = seconds.ceiling(sameMinute ? from.getSecond() : 0);
                if (second != null) {
                    return Optional.of(LocalTime.of(hour, minute, second));
                }
            }
        }
        return Optional.empty();
    }
}
