package org.signalbox.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A field means the values that it matches, however it is written; also on the days on which clocks change. */
class CalendarSpellingsTest {

    /** An hour, half an hour, midnight and a whole day that is missing or double. */
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Australia/Lord_Howe",
            "America/Sao_Paulo",
            "America/Havana",
            "Asia/Beirut",
            "Pacific/Apia");

    private static final List<String> ALL_HOURS =
            List.of("*", "0/1", "*/1", "0-23", "5-4", "0-11,12-23", numbers(0, 23));
    private static final List<String> ALL_DAYS =
            List.of("*", "1-31", "1-Last", "Last,1 - -1", "16-Last,1-15", numbers(1, 31));
    private static final List<String> ALL_WEEK_DAYS =
            List.of("*", "0-6", "0-7", "1-7", "Sun-Sat", "Wed-Tue", numbers(0, 7));
    private static final List<String> ALL_MONTHS = List.of("*", "1-12", "Jan-Dec", "Jul-Jun", numbers(1, 12));

    private static String numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).collect(Collectors.joining(","));
    }

    private static String one(Random random, List<String> spellings) {
        return spellings.get(random.nextInt(spellings.size()));
    }

    /** Around each change of the clocks in some years. */
    private static List<Instant> due(CalendarTimes times, ZoneId zone) {
        List<Instant> due = new ArrayList<>();
        Instant changed = Instant.parse("2010-06-01T00:00:00Z");
        for (int i = 0; i < 8; i++) {
            ZoneOffsetTransition change = zone.getRules().nextTransition(changed);
            changed = change == null ? changed.plus(Duration.ofDays(200)) : change.getInstant();
            Instant end = changed.plus(Duration.ofHours(30));
            Optional<Instant> next = times.next(changed.minus(Duration.ofHours(30)), end);
            while (next.isPresent()) {
                due.add(next.get());
                next = times.next(next.get(), end);
            }
        }
        return due;
    }

    @TestFactory
    Stream<DynamicTest> all_values_are_the_same_however_they_are_written() {
        return IntStream.range(0, 40)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    Random random = new Random(seed);
                    ZoneId zone = ZoneId.of(ZONES.get(seed % ZONES.size()));
                    String minute = random.nextInt(60) + "," + random.nextInt(60);
                    boolean someDays = random.nextBoolean();
                    String days = someDays ? "1-20" : "*";
                    String hour = one(random, ALL_HOURS);
                    String day = someDays ? days : one(random, ALL_DAYS);
                    String month = one(random, ALL_MONTHS);
                    String week = one(random, ALL_WEEK_DAYS);

                    CalendarTimes plain = new CalendarTimes("0", minute, "*", days, "*", "*", "*", zone);
                    CalendarTimes other = new CalendarTimes("0", minute, hour, day, month, week, "1970-9999", zone);

                    assertThat(due(other, zone))
                            .as(hour + " " + day + " " + month + " " + week)
                            .isEqualTo(due(plain, zone));
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-31", "1-Last", "-7 - Last,1-28", "Last,1-30"})
    void all_days_of_the_month_leave_the_days_of_the_week_to_decide(String all) {
        ZoneId zone = ZoneId.of("Europe/Berlin");
        CalendarTimes fridays = new CalendarTimes("0", "0", "12", "*", "*", "Fri", "*", zone);

        assertThat(due(new CalendarTimes("0", "0", "12", all, "*", "Fri", "*", zone), zone))
                .isEqualTo(due(fridays, zone));
    }

    @TestFactory
    Stream<DynamicTest> some_values_are_the_same_however_they_are_written() {
        return IntStream.range(0, 40)
                .mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
                    Random random = new Random(seed);
                    ZoneId zone = ZoneId.of(ZONES.get(seed % ZONES.size()));
                    Set<Integer> hours = some(random, 0, 23);
                    Set<Integer> minutes = some(random, 0, 59);
                    Set<Integer> days = some(random, 1, 28);

                    CalendarTimes plain = times(written(hours, 0), written(minutes, 0), written(days, 0), zone);
                    CalendarTimes other =
                            times(written(hours, seed), written(minutes, seed + 1), written(days, seed + 2), zone);

                    assertThat(due(other, zone)).isEqualTo(due(plain, zone));
                }));
    }

    private static CalendarTimes times(String hour, String minute, String day, ZoneId zone) {
        return new CalendarTimes("0", minute, hour, day, "*", "*", "*", zone);
    }

    private static Set<Integer> some(Random random, int least, int most) {
        Set<Integer> values = new TreeSet<>();
        for (int run = 0; run < 3; run++) {
            int begin = least + random.nextInt(most - least + 1);
            for (int n = begin; n <= Math.min(most, begin + random.nextInt(6)); n++) {
                values.add(n);
            }
        }
        return values;
    }

    /** @param seed 0 for a plain list; else in any order, with ranges and repetitions */
    private static String written(Set<Integer> values, int seed) {
        if (seed == 0) {
            return values.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        Random random = new Random(seed);
        List<String> parts = new ArrayList<>();
        for (int value : values) {
            int end = value;
            while (random.nextBoolean() && values.contains(end + 1)) {
                end++;
            }
            parts.add(end == value ? " " + value : value + " - " + end);
        }
        java.util.Collections.shuffle(parts, random);
        return String.join(",", parts);
    }
}
