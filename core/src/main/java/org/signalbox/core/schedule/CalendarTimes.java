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
 * are put back, times of the double hour are due the first time only. Both do not hold for expressions that stand for all hours,
 * however they are written: those go on in their rhythm, without the missing hour and with the double one.
 */
final class CalendarTimes implements Rhythm {

    private static final int HOURS = 24;
    private static final int DAYS_OF_WEEK = 7;

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
    CalendarTimes(
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
        everyHour = hours.size() == HOURS;
        monthDays = new MonthDays(dayOfMonth);
        months = CalendarField.MONTH.values(month);
        weekDays = new TreeSet<>();
        CalendarField.DAY_OF_WEEK.values(dayOfWeek).forEach(d -> weekDays.add(d == 0 ? 7 : d));
        everyWeekDay = weekDays.size() == DAYS_OF_WEEK;
        years = CalendarField.YEAR.values(year);
        this.zone = zone;
    }

    @Override
    public Optional<Instant> next(Instant after, Instant notAfter) {
        Stretch stretch = stretch(after);
        LocalDateTime least =
                stretch.local(after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
        while (!stretch.begin().isAfter(notAfter)) {
            Optional<Instant> found = stretch.next(least, notAfter);
            if (found.isPresent()) {
                return found.filter(time -> !time.isAfter(notAfter));
            }
            if (stretch.change().isEmpty()) {
                return Optional.empty();
            }
            stretch = stretch.following();
            least = stretch.local(stretch.begin());
        }
        return Optional.empty();
    }

    @Override
    public long count(Instant first, Instant last) {
        Instant begin = first.minusNanos(1).truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        Stretch stretch =
                stretch(begin.minusSeconds(1)); // what is due because of a change at the begin belongs to that
        long count = 0;
        while (!begin.isAfter(last)) {
            count += stretch.count(begin, last);
            if (stretch.change().isEmpty()) {
                return count;
            }
            stretch = stretch.following();
            begin = stretch.begin();
        }
        return count;
    }

    private Stretch stretch(Instant begin) {
        ZoneRules rules = zone.getRules();
        return new Stretch(
                begin,
                rules.getOffset(begin),
                Optional.ofNullable(rules.previousTransition(begin.plusNanos(1))),
                Optional.ofNullable(rules.nextTransition(begin)));
    }

    /** Time during which the clocks are not changed. */
    private final class Stretch {

        private final Instant begin;
        private final ZoneOffset offset;
        private final Optional<LocalDateTime> repeatedUntil;
        private final Optional<ZoneOffsetTransition> change;

        private Stretch(
                Instant begin,
                ZoneOffset offset,
                Optional<ZoneOffsetTransition> last,
                Optional<ZoneOffsetTransition> change) {
            this.begin = begin;
            this.offset = offset;
            this.change = change;
            this.repeatedUntil = last.filter(ZoneOffsetTransition::isOverlap)
                    .filter(overlap -> !everyHour)
                    .map(ZoneOffsetTransition::getDateTimeBefore);
        }

        private Instant begin() {
            return begin;
        }

        private Optional<ZoneOffsetTransition> change() {
            return change;
        }

        private Stretch following() {
            return stretch(change.orElseThrow().getInstant());
        }

        private LocalDateTime local(Instant time) {
            return LocalDateTime.ofInstant(time, offset);
        }

        /** The first due time whose local time is not before that one. */
        private Optional<Instant> next(LocalDateTime least, Instant notAfter) {
            return nextLocal(meant(least), end(notAfter))
                    .map(local -> local.toInstant(offset))
                    .or(this::dueAtChange);
        }

        /** How many are due from that time on; what is due because of the change that ends this counts if it is not too late. */
        private long count(Instant from, Instant last) {
            long count = countLocal(meant(local(from)), end(last));
            Optional<Instant> atChange = dueAtChange().filter(at -> !at.isAfter(last));
            if (atChange.isEmpty()) {
                return count;
            }
            LocalDateTime after = change.orElseThrow().getDateTimeAfter();
            boolean isDueAnyway = nextLocal(after, after.plusNanos(1)).isPresent();
            return isDueAnyway ? count : count + 1;
        }

        /** Of times that there are twice only the first are meant, unless it is a rhythm of hours. */
        private LocalDateTime meant(LocalDateTime least) {
            return repeatedUntil.filter(least::isBefore).orElse(least);
        }

        /** The local time before which everything lies that is in this stretch and not too late. */
        private LocalDateTime end(Instant notAfter) {
            return change.map(ZoneOffsetTransition::getInstant)
                    .filter(at -> !at.isAfter(notAfter))
                    .map(this::local)
                    .orElseGet(() -> local(notAfter).plusNanos(1));
        }

        private Optional<Instant> dueAtChange() {
            return change.filter(gap -> gap.isGap() && !everyHour)
                    .filter(gap -> nextLocal(gap.getDateTimeBefore(), gap.getDateTimeAfter())
                            .isPresent())
                    .map(ZoneOffsetTransition::getInstant);
        }
    }

    /** @param least a whole second */
    private Optional<LocalDateTime> nextLocal(LocalDateTime least, LocalDateTime end) {
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

    /** Looks at days, not at times. */
    private long countLocal(LocalDateTime least, LocalDateTime end) {
        long count = 0;
        for (LocalDate day = least.toLocalDate(); !day.isAfter(end.toLocalDate()); day = dayAfter(day)) {
            if (isDay(day)) {
                long until = day.equals(end.toLocalDate()) ? countBefore(end.toLocalTime()) : perDay();
                long from = day.equals(least.toLocalDate()) ? countBefore(least.toLocalTime()) : 0;
                count += Math.max(0, until - from);
            }
        }
        return count;
    }

    private long perDay() {
        return (long) hours.size() * minutes.size() * seconds.size();
    }

    /** How many times of a day are before that one. */
    private long countBefore(LocalTime time) {
        long count = (long) hours.headSet(time.getHour()).size() * minutes.size() * seconds.size();
        if (hours.contains(time.getHour())) {
            count += (long) minutes.headSet(time.getMinute()).size() * seconds.size();
            if (minutes.contains(time.getMinute())) {
                count += seconds.headSet(time.getSecond(), time.getNano() > 0).size();
            }
        }
        return count;
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
