package org.signalbox.engine.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.engine.clock.ClockStep.Kind;

class TrustedClockTest {

    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(366);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Machine machine = new Machine();
    private TrustedClock clock = machine.clock(ClockLimits.DEFAULT);

    /** A machine whose time passes when it is told to. */
    private static final class Machine {

        private Instant real = NOON;
        private Duration error = Duration.ZERO;

        private TrustedClock clock(ClockLimits limits) {
            return new TrustedClock(
                    limits,
                    () -> real.plus(error),
                    () -> Duration.between(NOON, real).toNanos());
        }

        private void step(Duration by) {
            error = error.plus(by);
        }

        private Instant wall() {
            return real.plus(error);
        }
    }

    /** With a look at the clock every quarter of a second, as the heartbeat does. */
    private void pass(Duration time) {
        Instant end = machine.real.plus(time);
        while (machine.real.isBefore(end)) {
            machine.real = machine.real.plusMillis(250);
            clock.instant();
        }
    }

    private List<Kind> kinds() {
        return clock.steps().stream().map(ClockStep::kind).toList();
    }

    private void restartAfter(Duration downtime) {
        SignOfLife last = clock.now();
        machine.real = machine.real.plus(downtime);
        clock = machine.clock(ClockLimits.DEFAULT);
        clock.begin(Optional.of(last), machine.wall());
    }

    @Test
    void the_time_is_the_wall_clocks_in_microseconds_while_that_runs_evenly() {
        machine.real = NOON.plusNanos(1_234_567);

        assertThat(clock.instant()).isEqualTo(NOON.plusNanos(1_234_000));
        pass(HOUR);
        assertThat(clock.instant()).isEqualTo(NOON.plusNanos(1_234_000).plus(HOUR));
        assertThat(kinds()).isEmpty();
    }

    @Test
    void a_step_back_is_adopted_at_once() {
        pass(HOUR);
        machine.step(HOUR.negated());

        assertThat(clock.instant()).isEqualTo(NOON);
        assertThat(clock.steps()).containsExactly(new ClockStep(Kind.BACK, HOUR, NOON));
    }

    @Test
    void a_clock_that_is_set_right_again_after_a_step_back_is_believed_at_once() {
        machine.step(HOUR.negated());
        pass(Duration.ofSeconds(40));
        machine.step(HOUR);

        assertThat(clock.instant()).isEqualTo(machine.real);
        assertThat(kinds()).containsExactly(Kind.BACK, Kind.FORWARD);
    }

    @Test
    void only_a_step_back_that_is_recent_and_as_large_excuses_a_jump_forward() {
        machine.step(HOUR.negated());
        pass(Duration.ofSeconds(40));
        machine.step(HOUR.multipliedBy(2));
        clock.instant();
        assertThat(kinds()).containsExactly(Kind.BACK, Kind.DOUBTED);

        machine.step(HOUR.multipliedBy(-2));
        pass(ClockLimits.DEFAULT.trustAfter().plusSeconds(1));
        machine.step(HOUR);
        clock.instant();
        assertThat(kinds()).containsExactly(Kind.RETURNED, Kind.DOUBTED);
    }

    @Test
    void a_jump_of_a_year_and_back_is_never_seen() {
        pass(HOUR);
        machine.step(YEAR);
        for (int second = 0; second < 50; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(clock.instant()).isEqualTo(machine.real);
        }
        machine.step(YEAR.negated());

        assertThat(clock.instant()).isEqualTo(machine.real);
        pass(Duration.ofMinutes(30));
        assertThat(clock.instant()).isEqualTo(machine.real);
        assertThat(clock.steps())
                .extracting(ClockStep::kind, ClockStep::by)
                .containsExactly(tuple(Kind.DOUBTED, YEAR), tuple(Kind.RETURNED, YEAR));
    }

    @Test
    void the_first_reading_after_a_jump_is_protected_without_any_tick() {
        machine.real = NOON.plus(Duration.ofDays(3)); // nobody looked for so long
        clock.instant();
        machine.step(YEAR);

        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofDays(3)));
    }

    @Test
    void a_jump_within_the_limit_is_adopted_at_once() {
        machine.step(Duration.ofMinutes(9));

        assertThat(clock.instant()).isEqualTo(machine.wall());
        assertThat(kinds()).containsExactly(Kind.FORWARD);
    }

    @Test
    void many_small_jumps_in_a_short_time_are_a_large_one() {
        for (int jump = 0; jump < 3; jump++) {
            machine.step(Duration.ofMinutes(4));
            pass(Duration.ofSeconds(5));
        }

        assertThat(kinds()).containsExactly(Kind.FORWARD, Kind.FORWARD, Kind.DOUBTED);
        assertThat(Duration.between(machine.real, clock.instant())).isEqualTo(Duration.ofMinutes(8));
    }

    @Test
    void a_jump_that_lasts_is_trusted_after_the_stated_time_and_not_before() {
        machine.step(Duration.ofMinutes(20));
        clock.instant();
        pass(ClockLimits.DEFAULT.trustAfter().minusSeconds(1));
        assertThat(clock.instant()).isEqualTo(machine.real);

        pass(Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(machine.wall());
        assertThat(kinds()).containsExactly(Kind.DOUBTED, Kind.LASTED);
    }

    @Test
    void another_jump_must_last_for_itself() {
        machine.step(YEAR);
        clock.instant();
        pass(ClockLimits.DEFAULT.trustAfter().minusSeconds(1));
        machine.step(Duration.ofDays(-30));
        pass(Duration.ofSeconds(2));
        assertThat(clock.instant()).isEqualTo(machine.real);

        pass(ClockLimits.DEFAULT.trustAfter());
        assertThat(clock.instant()).isEqualTo(machine.wall());
        assertThat(kinds()).containsExactly(Kind.DOUBTED, Kind.DOUBTED, Kind.LASTED);
    }

    @Test
    void a_small_correction_during_a_doubt_does_not_begin_it_anew() {
        machine.step(YEAR);
        clock.instant();
        pass(ClockLimits.DEFAULT.trustAfter().dividedBy(2));
        machine.step(Duration.ofSeconds(30));
        pass(ClockLimits.DEFAULT.trustAfter().dividedBy(2).plusSeconds(1));

        assertThat(clock.instant()).isEqualTo(machine.wall());
    }

    @Test
    void a_step_back_behind_the_trusted_time_during_a_doubt_is_adopted() {
        machine.step(YEAR);
        pass(Duration.ofSeconds(10));
        machine.step(YEAR.plus(HOUR).negated());

        assertThat(clock.instant()).isEqualTo(machine.wall());
        assertThat(kinds()).containsExactly(Kind.DOUBTED, Kind.BACK);
        assertThat(clock.now().doubtSince()).isEmpty();
    }

    @Test
    void a_jump_that_the_database_contradicts_is_not_trusted_however_long_it_lasts() {
        machine.step(YEAR);
        clock.instant();
        clock.compare(machine.real.plusSeconds(3));
        pass(Duration.ofHours(5));
        assertThat(clock.instant()).isEqualTo(machine.real);

        clock.compare(machine.wall());
        assertThat(clock.instant()).isEqualTo(machine.wall());
        assertThat(kinds()).containsExactly(Kind.DOUBTED, Kind.LASTED);
    }

    @Test
    void an_operator_confirms_the_jump_that_was_seen_and_no_other() {
        machine.step(YEAR);
        clock.instant();
        Instant first = clock.now().doubtSince().orElseThrow();
        pass(Duration.ofSeconds(1));
        machine.step(YEAR);
        clock.instant();

        assertThat(clock.trust(first)).isFalse();
        assertThat(clock.instant()).isEqualTo(machine.real);
        assertThat(clock.trust(clock.now().doubtSince().orElseThrow())).isTrue();
        assertThat(clock.instant()).isEqualTo(machine.wall());
        assertThat(clock.trust(first)).isFalse();
    }

    @Test
    void a_thread_that_stands_still_between_the_two_clocks_sees_no_step() {
        long[] reads = {0};
        TrustedClock slow = new TrustedClock(ClockLimits.DEFAULT, () -> machine.wall(), () -> {
            if (reads[0]++ == 3) {
                machine.real = machine.real.plus(HOUR); // frozen between the two
            }
            return Duration.between(NOON, machine.real).toNanos();
        });
        slow.instant();
        slow.instant();

        assertThat(slow.steps()).isEmpty();
        assertThat(slow.instant()).isEqualTo(machine.wall());
    }

    @Test
    void a_start_after_any_normal_down_time_trusts_the_wall_clock() {
        machine.real = NOON.plus(Duration.ofDays(40));
        SignOfLife last = new SignOfLife(NOON, NOON, Optional.empty());
        clock.begin(Optional.of(last), machine.real);

        assertThat(clock.instant()).isEqualTo(machine.real);
        assertThat(kinds()).isEmpty();
    }

    @Test
    void a_start_later_than_the_longest_down_time_is_in_doubt_if_there_is_such_a_setting() {
        ClockLimits limits =
                new ClockLimits(Duration.ofMinutes(10), Duration.ofMinutes(15), Optional.of(Duration.ofDays(7)));
        machine.real = NOON.plus(Duration.ofDays(40));
        clock = machine.clock(limits);
        clock.begin(Optional.of(new SignOfLife(NOON, NOON, Optional.empty())), machine.real);

        assertThat(clock.instant()).isEqualTo(NOON);
        pass(limits.trustAfter());
        assertThat(clock.instant()).isEqualTo(machine.wall());
    }

    @Test
    void a_start_before_the_last_sign_of_life_is_a_step_back() {
        clock.begin(Optional.of(new SignOfLife(NOON.plus(HOUR), NOON.plus(HOUR), Optional.empty())), NOON);

        assertThat(clock.instant()).isEqualTo(NOON);
        assertThat(clock.steps()).containsExactly(new ClockStep(Kind.BACK, HOUR, NOON));
    }

    @Test
    void a_start_ahead_of_the_database_goes_by_the_database() {
        machine.step(YEAR);
        clock = machine.clock(ClockLimits.DEFAULT);
        clock.begin(Optional.empty(), machine.real);

        pass(Duration.ofHours(2));
        assertThat(clock.instant()).isEqualTo(machine.real);
        machine.step(YEAR.negated());
        assertThat(clock.instant()).isEqualTo(machine.real);
        assertThat(kinds()).containsExactly(Kind.DOUBTED, Kind.RETURNED);
    }

    @Test
    void a_start_in_doubt_before_the_last_sign_of_life_is_a_step_back_as_well() {
        Instant later = machine.real.plus(YEAR);
        machine.step(YEAR);
        clock = machine.clock(ClockLimits.DEFAULT);
        clock.begin(Optional.of(new SignOfLife(later, later, Optional.empty())), machine.real);

        assertThat(clock.instant()).isEqualTo(machine.real);
        assertThat(kinds()).containsExactly(Kind.DOUBTED, Kind.BACK);
    }

    @Test
    void a_restart_does_not_end_a_doubt() {
        machine.step(YEAR);
        pass(Duration.ofMinutes(14));
        restartAfter(Duration.ofSeconds(90));

        assertThat(clock.instant()).isEqualTo(machine.real);
        pass(Duration.ofMinutes(14));
        assertThat(clock.instant()).isEqualTo(machine.real);
        machine.step(YEAR.negated());
        assertThat(clock.instant()).isEqualTo(machine.real);
    }

    @Test
    void a_restart_with_the_clock_set_right_ends_a_doubt() {
        machine.step(YEAR);
        pass(Duration.ofMinutes(1));
        machine.step(YEAR.negated());
        SignOfLife last = new SignOfLife(machine.real.plus(YEAR), machine.real, Optional.of(NOON));
        machine.real = machine.real.plusSeconds(90);
        clock = machine.clock(ClockLimits.DEFAULT);
        clock.begin(Optional.of(last), machine.real);

        assertThat(clock.instant()).isEqualTo(machine.real);
        assertThat(clock.now().doubtSince()).isEmpty();
    }

    /** Whatever the wall clock does, the engine's time is never farther ahead of the truth than the limit allows. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void no_sequence_of_steps_makes_anything_come_early_by_more_than_the_limit(long seed) {
        Random random = new Random(seed);
        for (int n = 0; n < 2000; n++) {
            machine.error = switch (random.nextInt(5)) {
                case 0 -> Duration.ZERO;
                case 1 -> Duration.ofSeconds(random.nextInt(1200) - 600);
                case 2 -> Duration.ofDays(random.nextInt(800) - 400);
                case 3 -> machine.error.plusSeconds(random.nextInt(120) - 60);
                default -> machine.error;
            };
            pass(Duration.ofMillis(random.nextInt(4000)));
            assertThat(clock.instant())
                    .as("step %d, error %s", n, machine.error)
                    .isBeforeOrEqualTo(
                            machine.real.plus(ClockLimits.DEFAULT.maxJump().multipliedBy(2)));
        }
    }

    @Test
    void the_time_in_another_zone_is_the_same() {
        machine.step(YEAR);

        assertThat(clock.withZone(ZoneId.of("Europe/Berlin")).instant()).isEqualTo(clock.instant());
    }
}
