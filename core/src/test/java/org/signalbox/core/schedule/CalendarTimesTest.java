package org.signalbox.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CalendarTimesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static CalendarTimes at(String minute, String hour, String dayOfMonth, String month, String dayOfWeek) {
        return new CalendarTimes("0", minute, hour, dayOfMonth, month, dayOfWeek, "*", BERLIN);
    }

    private static Optional<Instant> next(CalendarTimes times, Instant after) {
        return times.next(after, after.plus(Duration.ofDays(36_500)));
    }

    /** As local times of Berlin with their offset. */
    private static List<String> next(CalendarTimes times, String after, int count) {
        List<String> found = new ArrayList<>();
        Instant last = LocalDateTime.parse(after).atZone(BERLIN).toInstant();
        for (int i = 0; i < count; i++) {
            last = next(times, last).orElseThrow();
            found.add(last.atZone(BERLIN).toOffsetDateTime().toString());
        }
        return found;
    }

    private static List<String> days(String dayOfMonth, String month, String dayOfWeek, int count) {
        return next(at("0", "0", dayOfMonth, month, dayOfWeek), "2026-01-01T12:00", count).stream()
                .map(t -> t.substring(0, 10))
                .toList();
    }

    @Test
    void midnight_of_every_day_is_what_a_schedule_expression_means_by_itself() {
        assertThat(next(at("0", "0", "*", "*", "*"), "2026-01-31T12:00", 2))
                .containsExactly("2026-02-01T00:00+01:00", "2026-02-02T00:00+01:00");
    }

    @Test
    void values_ranges_lists_and_increments_can_be_given() {
        assertThat(next(at("0/20", "8-9", "*", "*", "*"), "2026-01-01T09:20", 2))
                .containsExactly("2026-01-01T09:40+01:00", "2026-01-02T08:00+01:00");
        assertThat(next(at("5,50-55", "22-1", "*", "*", "*"), "2026-01-01T23:55", 2))
                .containsExactly("2026-01-02T00:05+01:00", "2026-01-02T00:50+01:00");
        assertThat(days("*", "*", "Fri-Mon", 4))
                .containsExactly("2026-01-02", "2026-01-03", "2026-01-04", "2026-01-05");
        assertThat(days("*", "*", "0,7", 2)).as("both are Sunday").containsExactly("2026-01-04", "2026-01-11");
        assertThat(days("1", "nov-Feb", "*", 4))
                .containsExactly("2026-02-01", "2026-11-01", "2026-12-01", "2027-01-01");
    }

    @Test
    void days_can_be_counted_from_the_end_and_by_the_week() {
        assertThat(days("Last", "*", "*", 3)).containsExactly("2026-01-31", "2026-02-28", "2026-03-31");
        assertThat(days("-1", "*", "*", 2)).as("the day before the last").containsExactly("2026-01-30", "2026-02-27");
        assertThat(days("2nd Fri", "*", "*", 2)).containsExactly("2026-01-09", "2026-02-13");
        assertThat(days("Last Mon", "*", "*", 2)).containsExactly("2026-01-26", "2026-02-23");
        assertThat(days("5th Sun", "*", "*", 2)).containsExactly("2026-03-29", "2026-05-31");
        assertThat(days("-2 - Last", "*", "*", 4))
                .containsExactly("2026-01-29", "2026-01-30", "2026-01-31", "2026-02-26");
        assertThat(days("29", "2", "*", 2)).containsExactly("2028-02-29", "2032-02-29");
    }

    @Test
    void if_both_days_are_given_one_of_them_has_to_fit() {
        assertThat(days("13", "*", "Fri", 4)).containsExactly("2026-01-02", "2026-01-09", "2026-01-13", "2026-01-16");
    }

    @Test
    void what_never_comes_is_not_looked_for_for_ever() {
        assertThat(next(at("0", "0", "30", "2", "*"), Instant.parse("2026-01-01T00:00:00Z")))
                .isEmpty();
        CalendarTimes once = new CalendarTimes("0", "0", "0", "1", "1", "*", "2025,2030", BERLIN);
        assertThat(next(once, "2026-01-01T12:00", 1)).containsExactly("2030-01-01T00:00+01:00");
        assertThat(next(once, Instant.parse("2030-06-01T00:00:00Z"))).isEmpty();
    }

    @Test
    void a_time_in_the_missing_hour_is_due_when_that_would_have_begun() {
        assertThat(next(at("30", "2", "*", "*", "*"), "2026-03-28T12:00", 2))
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
        assertThat(next(at("0/10", "2", "*", "*", "*"), "2026-03-28T12:00", 2))
                .as("once")
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
        assertThat(next(at("0", "2-3", "*", "*", "*"), "2026-03-28T12:00", 2))
                .as("as two that come together")
                .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
    }

    @Test
    void a_time_in_the_double_hour_is_due_the_first_time() {
        assertThat(next(at("30", "2", "*", "*", "*"), "2026-10-24T12:00", 2))
                .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
        assertThat(next(at("0", "1-3", "25", "10", "*"), "2026-10-24T12:00", 3))
                .containsExactly("2026-10-25T01:00+02:00", "2026-10-25T02:00+02:00", "2026-10-25T03:00+01:00");
    }

    @Test
    void a_rhythm_of_hours_goes_on_whatever_clocks_do() {
        assertThat(next(at("30", "*", "*", "*", "*"), "2026-03-29T01:00", 2))
                .containsExactly("2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00");
        assertThat(next(at("0,30", "*", "*", "*", "*"), "2026-10-25T01:45", 5))
                .containsExactly(
                        "2026-10-25T02:00+02:00",
                        "2026-10-25T02:30+02:00",
                        "2026-10-25T02:00+01:00",
                        "2026-10-25T02:30+01:00",
                        "2026-10-25T03:00+01:00");
    }

    @Test
    void what_can_not_be_understood_is_told_with_what_can() {
        assertWrong("'minute'", () -> at("60", "*", "*", "*", "*"));
        assertWrong("'minute'", () -> at("0/0", "*", "*", "*", "*"));
        assertWrong("'hour'", () -> at("0", "x", "*", "*", "*"));
        assertWrong("'hour'", () -> at("0", "1-", "*", "*", "*"));
        assertWrong("'dayOfMonth'", () -> at("0", "0", "-8", "*", "*"));
        assertWrong("'dayOfMonth'", () -> at("0", "0", "6th Fri", "*", "*"));
        assertWrong("'month'", () -> at("0", "0", "*", "1/2", "*"));
        assertWrong("'dayOfWeek'", () -> at("0", "0", "*", "*", "Someday"));
        assertWrong("'year'", () -> new CalendarTimes("0", "0", "0", "*", "*", "*", "26", BERLIN));
    }

    private static void assertWrong(String field, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatIllegalArgumentException()
                .isThrownBy(call)
                .withMessageContaining(field)
                .withMessageContaining("give *");
    }

    /** Zones with an hour, half an hour, and a day that is missing or double. */
    @TestFactory
    List<DynamicTest> all_times_are_those_that_looking_at_every_minute_finds() {
        List<String> zones = List.of(
                "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "UTC");
        return IntStream.range(0, 60)
                .mapToObj(i -> DynamicTest.dynamicTest(
                        "seed " + i, () -> compare(new Random(i), ZoneId.of(zones.get(i % zones.size())))))
                .toList();
    }

    private static void compare(Random random, ZoneId zone) {
        Set<Integer> minutes = some(random, 0, 59, 3);
        Set<Integer> hours = some(random, 0, 23, 4);
        hours.addAll(some(random, 0, 4, 2));
        boolean everyHour = random.nextInt(3) == 0;
        Set<Integer> days = some(random, 1, 31, 25);
        CalendarTimes times =
                new CalendarTimes("0", list(minutes), everyHour ? "*" : list(hours), list(days), "*", "*", "*", zone);
        ZoneRules rules = zone.getRules();
        Instant change = Optional.ofNullable(rules.nextTransition(Instant.parse("2011-09-01T00:00:00Z")))
                .map(ZoneOffsetTransition::getInstant)
                .orElse(Instant.parse("2011-10-01T00:00:00Z"));
        if (random.nextBoolean() && rules.nextTransition(change) != null) {
            change = rules.nextTransition(change).getInstant();
        }
        Instant from = change.minus(Duration.ofHours(30));
        Instant to = change.plus(Duration.ofHours(60));

        List<Instant> expected = new ArrayList<>();
        for (Instant t = from.plusSeconds(60); t.isBefore(to); t = t.plusSeconds(60)) {
            LocalDateTime local = LocalDateTime.ofInstant(t, zone);
            boolean second = rules.getValidOffsets(local).size() == 2
                    && !rules.getOffset(t).equals(rules.getValidOffsets(local).get(0));
            if ((fits(local, minutes, hours, everyHour, days) && (everyHour || !second))
                    || (!everyHour && isMissed(t, rules, minutes, hours, days))) {
                expected.add(t);
            }
        }
        List<Instant> found = new ArrayList<>();
        for (Optional<Instant> t = next(times, from); t.filter(to::isAfter).isPresent(); t = next(times, t.get())) {
            found.add(t.get());
        }
        assertThat(found).as(zone + " at " + change).isEqualTo(expected);
        assertThat(times.count(from.plusNanos(1), to.minusNanos(1)))
                .as("counted")
                .isEqualTo(expected.size());
        DueTimes due = new DueTimes(times, Optional.empty(), Optional.empty());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(times.count(expected.get(i), to.minusNanos(1))).isEqualTo(expected.size() - i);
            assertThat(due.last(from.plusNanos(1), expected.get(i))).contains(expected.get(i));
        }
    }

    private static boolean fits(
            LocalDateTime local, Set<Integer> minutes, Set<Integer> hours, boolean everyHour, Set<Integer> days) {
        return minutes.contains(local.getMinute())
                && (everyHour || hours.contains(local.getHour()))
                && days.contains(local.getDayOfMonth());
    }

    private static boolean isMissed(
            Instant t, ZoneRules rules, Set<Integer> minutes, Set<Integer> hours, Set<Integer> days) {
        ZoneOffsetTransition change = rules.nextTransition(t.minusNanos(1));
        if (change == null || !change.getInstant().equals(t) || !change.isGap()) {
            return false;
        }
        for (LocalDateTime l = change.getDateTimeBefore();
                l.isBefore(change.getDateTimeAfter());
                l = l.plusMinutes(1)) {
            if (fits(l, minutes, hours, false, days)) {
                return true;
            }
        }
        return false;
    }

    private static Set<Integer> some(Random random, int least, int most, int count) {
        Set<Integer> values = new TreeSet<>();
        for (int i = 0; i < count; i++) {
            values.add(least + random.nextInt(most - least + 1));
        }
        return values;
    }

    private static String list(Set<Integer> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    @Test
    void far_days_are_found_fast() {
        CalendarTimes leapFriday = new CalendarTimes("59", "59", "23", "29", "2", "*", "*", ZoneOffset.UTC);
        Instant next = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 19; i++) {
            next = next(leapFriday, next).orElseThrow();
        }
        assertThat(LocalDate.ofInstant(next, ZoneOffset.UTC)).isEqualTo(LocalDate.of(2104, 2, 29));
    }
}
