package org.signalbox.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.client.ScheduleState.Missed;
import org.signalbox.core.payload.Json;

/** Catching up after a time in which nobody looked: nothing within {@code catchUp} is lost, and nothing before it costs time. */
class CatchUpTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SECONDS =
            "\"calendar\":{\"second\":\"*\",\"minute\":\"*\",\"hour\":\"*\"," + "\"timezone\":\"Europe/Berlin\"}";
    private static final String EVERY_SECOND = "\"every\":\"PT1S\"";

    private static Definition definition(String properties) {
        return Definition.read("{" + properties + ",\"signal\":{\"workflowId\":\"a\",\"signal\":\"b\"}}");
    }

    private static Progression after(Duration time, Definition definition) {
        return Progression.begin(definition, BEGIN).advance("s", definition, BEGIN.plus(time));
    }

    /** As a server does it, all at that time, and with what is stored in between. */
    private static List<Instant> carriedOut(Progression progression, Definition definition, Instant now) {
        List<Instant> all = new ArrayList<>();
        Progression rest = progression;
        while (rest.hasSomethingToDo()) {
            all.addAll(rest.pending());
            int pending = rest.pending().size();
            assertThat(pending).isPositive().isLessThanOrEqualTo(Progression.PAGE);
            for (int i = 0; i < pending; i++) {
                rest = rest.carriedOut();
            }
            rest = stored(rest).advance("s", definition, now);
        }
        assertThat(rest.done()).isEqualTo(all.size());
        return all;
    }

    private static Progression stored(Progression progression) {
        return (Progression) Json.read(Json.write(progression), Progression.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {SECONDS, EVERY_SECOND})
    void all_within_catch_up_is_carried_out_and_what_is_before_is_counted(String timing) {
        Definition definition = definition(timing + ",\"catchUp\":\"PT2H\"");
        Instant now = BEGIN.plus(Duration.ofHours(3));

        Progression late = after(Duration.ofHours(3), definition);

        assertThat(Json.write(late).length()).as("stored as a range").isLessThan(4_000);
        assertThat(carriedOut(late, definition, now))
                .isEqualTo(Stream.iterate(BEGIN.plusSeconds(3600), t -> t.plusSeconds(1))
                        .limit(7201)
                        .toList());
        assertThat(late.missed()).isEqualTo(3599);
        assertThat(late.lastMissed()).contains(new Missed(BEGIN.plusSeconds(1), BEGIN.plusSeconds(3599), 3599));
        assertThat(late.trouble())
                .get()
                .asString()
                .contains("Missed 3599 due times")
                .contains("catchUp");
    }

    @ParameterizedTest
    @ValueSource(strings = {SECONDS, EVERY_SECOND})
    void thirty_years_of_seconds_before_catch_up_take_no_time(String timing) {
        Definition definition = definition(timing + ",\"catchUp\":\"PT1H\"");
        Instant begun = Instant.now();

        Progression late = after(Duration.ofDays(30 * 365), definition);

        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(late.missed()).isEqualTo(30L * 365 * 86_400 - 3_601);
        assertThat(late.backlog()).hasSize(1);
    }

    /** The time that catching up takes must not push out what was in time when it began. */
    @Test
    void what_was_in_time_when_it_was_noticed_stays() {
        Definition definition = definition(EVERY_SECOND + ",\"catchUp\":\"PT1H\"");
        Progression late = after(Duration.ofHours(2), definition);
        List<Instant> all = new ArrayList<>();
        Instant now = BEGIN.plus(Duration.ofHours(2));
        for (int page = 0;
                page < 1000 && (all.isEmpty() || all.get(all.size() - 1).isBefore(now.minusSeconds(60)));
                page++) {
            all.addAll(late.pending());
            for (int i = late.pending().size(); i > 0; i--) {
                late = late.carriedOut();
            }
            now = now.plusSeconds(30);
            late = late.advance("s", definition, now);
        }

        assertThat(late.missed()).as("only what was before").isEqualTo(3599);
        assertThat(all).startsWith(BEGIN.plus(Duration.ofHours(1)));
        for (int i = 1; i < all.size(); i++) {
            assertThat(all.get(i)).isEqualTo(all.get(i - 1).plusSeconds(1));
        }
    }

    @TestFactory
    Stream<DynamicTest> at_any_looks_pauses_and_definitions_each_due_time_comes_once() {
        return IntStream.range(0, 12).mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> looks(seed)));
    }

    /** Compared with a list of all due times; a pause drops those that come due meanwhile. */
    private static void looks(int seed) {
        Random random = new Random(seed);
        String jitter = random.nextBoolean() ? "" : ",\"jitter\":\"PT" + (1 + random.nextInt(30)) + "S\"";
        Definition definition =
                definition((random.nextBoolean() ? "\"every\":\"PT7S\"" : SECONDS) + jitter + ",\"catchUp\":\"P1D\"");
        StoredSchedule schedule = StoredSchedule.defined("s", definition, Optional.empty(), BEGIN);
        Instant now = BEGIN;
        List<Instant> got = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            now = now.plusSeconds(random.nextInt(200));
            schedule = schedule.advance(now);
            for (int n = random.nextInt(150); n > 0 && schedule.hasSomethingToDo(); n--) {
                got.add(schedule.progression().pending().get(0));
                schedule = schedule.with(stored(schedule.progression().carriedOut()))
                        .advance(now);
            }
            if (random.nextInt(3) == 0) {
                schedule = StoredSchedule.defined("s", definition, Optional.of(schedule), now);
            }
        }
        now = now.plusSeconds(60);
        schedule = schedule.advance(now);
        got.addAll(carriedOutAll(schedule, now));

        Instant end = got.get(got.size() - 1);
        assertThat(got).isEqualTo(definition.times().list(BEGIN.plusNanos(1), end, Integer.MAX_VALUE));
        assertThat(end).isAfter(now.minusSeconds(40));
    }

    private static List<Instant> carriedOutAll(StoredSchedule schedule, Instant now) {
        List<Instant> all = new ArrayList<>();
        StoredSchedule rest = schedule;
        while (rest.hasSomethingToDo()) {
            all.add(rest.progression().pending().get(0));
            rest = rest.with(rest.progression().carriedOut()).advance(now);
        }
        return all;
    }

    @Test
    void a_backlog_stays_what_it_was_although_the_rhythm_is_changed() {
        Definition seconds = definition(EVERY_SECOND + ",\"catchUp\":\"P1D\"");
        Instant now = BEGIN.plusSeconds(500);
        StoredSchedule late =
                StoredSchedule.defined("s", seconds, Optional.empty(), BEGIN).advance(now);

        StoredSchedule changed = StoredSchedule.defined("s", definition("\"every\":\"PT1H\""), Optional.of(late), now);

        List<Instant> all = carriedOutAll(changed.with(stored(changed.progression())), now.plusSeconds(1));
        assertThat(all).hasSize(500).endsWith(now);
        assertThat(changed.progression().next()).contains(BEGIN.plusSeconds(3600));
    }

    @Test
    void of_a_long_backlog_only_the_newest_waits_if_only_one_may() {
        Definition definition = definition(SECONDS + ",\"catchUp\":\"P1D\"");
        Progression late = after(Duration.ofHours(10), definition);

        Progression blocked = late.blockedButNewest(definition.times());

        assertThat(blocked.pending()).containsExactly(BEGIN.plus(Duration.ofHours(10)));
        assertThat(blocked.backlog()).isEmpty();
        assertThat(blocked.skipped()).isEqualTo(10 * 3600 - 1);
    }

    @Test
    void what_came_due_in_a_pause_is_neither_carried_out_nor_missed() {
        Definition definition = definition(EVERY_SECOND + ",\"catchUp\":\"PT1M\"");
        Progression paused = after(Duration.ofSeconds(200), definition)
                .pause(true)
                .advance("s", definition, BEGIN.plusSeconds(1000))
                .pause(false)
                .advance("s", definition, BEGIN.plusSeconds(1010));

        List<Instant> all = carriedOut(paused, definition, BEGIN.plusSeconds(1010));

        assertThat(all).hasSize(61 + 10).contains(BEGIN.plusSeconds(200), BEGIN.plusSeconds(1001));
        assertThat(paused.missed()).isEqualTo(139);
    }

    @Test
    void a_schedule_whose_clock_was_far_ahead_goes_on_at_its_next_right_time() {
        Definition definition = definition("\"every\":\"PT1M\",\"until\":\"2026-06-01T00:00:00Z\"");
        Progression ahead = after(Duration.ofDays(60), definition);
        Progression over = after(Duration.ofDays(600), definition);
        Instant now = BEGIN.plusSeconds(90);

        assertThat(ahead.next().orElseThrow()).isAfter(BEGIN.plus(Duration.ofDays(60)));
        assertThat(over.next()).isEmpty();
        assertThat(ahead.advance("s", definition, now).next()).contains(BEGIN.plusSeconds(120));
        assertThat(over.advance("s", definition, now).next()).contains(BEGIN.plusSeconds(120));
    }

    /** Two servers whose clocks differ a little must not both carry out the same. */
    @Test
    void a_clock_that_is_a_little_behind_carries_nothing_out_again() {
        Definition definition = definition(EVERY_SECOND);
        Progression first = after(Duration.ofSeconds(100), definition);

        Progression second = first.advance("s", definition, BEGIN.plusSeconds(60));

        assertThat(second.next()).isEqualTo(first.next());
    }

    @Test
    void what_a_former_version_stored_is_read_and_goes_on() {
        Progression former = (Progression) Json.read(
                "{\"paused\":false,\"next\":\"2026-01-01T00:00:05Z\","
                        + "\"pending\":[\"2026-01-01T00:00:03Z\",\"2026-01-01T00:00:04Z\"],\"asked\":false,"
                        + "\"last\":\"2026-01-01T00:00:02Z\",\"done\":2,\"skipped\":1,\"missed\":7,\"trouble\":null}",
                Progression.class);
        Definition definition = definition(EVERY_SECOND);

        Progression now = former.advance("s", definition, BEGIN.plusSeconds(6));

        assertThat(now.pending())
                .containsExactly(
                        BEGIN.plusSeconds(3), BEGIN.plusSeconds(4), BEGIN.plusSeconds(5), BEGIN.plusSeconds(6));
        assertThat(List.of(now.done(), now.skipped(), now.missed())).containsExactly(2L, 1L, 7L);
        assertThat(now.lastMissed()).isEmpty();
    }

    @Test
    void a_jitter_of_many_years_is_looked_at_in_pieces() {
        Definition definition = definition(EVERY_SECOND + ",\"jitter\":\"P3650D\"");
        Instant begun = Instant.now();

        Progression late = after(Duration.ofDays(3600), definition);

        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(30));
        assertThat(late.next()).isPresent();
    }
}
