package org.signalbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.signalbox.http.FailedLogIns.Attempt;

/** Guessing is slow, and only for who guesses. */
class FailedLogInsTest {

    private final AtomicLong now = new AtomicLong(-1_000_000_000_000L);
    private final FailedLogIns failures = new FailedLogIns(now::get);
    private final Attempt guesser = Attempt.of("sender", new byte[] {10, 0, 0, 1});

    @Test
    void a_guesser_gets_no_more_than_one_try_in_thirty_seconds() {
        int tries = 0;
        for (int second = 0; second < 3_600; second++) {
            for (int n = 0; n < 10; n++) {
                if (failures.pause(guesser, "wrong " + second + n) == 0) {
                    failures.failed(guesser, "wrong " + second + n);
                    tries++;
                }
            }
            pass(Duration.ofSeconds(1));
        }

        assertThat(tries).isBetween(100, 130);
    }

    @Test
    void other_addresses_and_other_users_do_not_wait() {
        guess(100);

        assertThat(failures.pause(guesser, "right")).isPositive();
        assertThat(failures.pause(Attempt.of("sender", new byte[] {10, 0, 0, 2}), "right"))
                .isZero();
        assertThat(failures.pause(Attempt.of("operator", new byte[] {10, 0, 0, 1}), "right"))
                .isZero();
    }

    @Test
    void a_password_that_was_right_before_does_not_wait_at_the_guessers_address_either() {
        failures.succeeded(guesser, "right");
        guess(100);

        assertThat(failures.pause(guesser, "right")).isZero();
        assertThat(failures.pause(guesser, "wrong")).isPositive();
    }

    @Test
    void a_password_that_is_right_no_more_waits_as_any_other() {
        failures.succeeded(guesser, "right");
        failures.failed(guesser, "right");
        guess(100);

        assertThat(failures.pause(guesser, "right")).isPositive();
    }

    @Test
    void a_few_mistakes_cost_nothing_and_success_forgets_them() {
        guess(4);
        assertThat(failures.pause(guesser, "right")).isZero();

        failures.succeeded(guesser, "right");
        guess(4);

        assertThat(failures.pause(guesser, "another")).isZero();
    }

    @Test
    void the_pause_ends_by_itself() {
        guess(100);
        pass(Duration.ofSeconds(29));
        assertThat(failures.pause(guesser, "right")).isEqualTo(1);

        pass(Duration.ofSeconds(1));

        assertThat(failures.pause(guesser, "right")).isZero();
    }

    @Test
    void a_network_of_ipv6_is_one_address_and_a_name_of_any_length_is_kept_short() {
        byte[] one = {0x20, 1, 0xd, (byte) 0xb8, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8};
        byte[] other = one.clone();
        other[15] = 99;
        byte[] elsewhere = one.clone();
        elsewhere[7] = 2;

        assertThat(Attempt.of("sender", one)).isEqualTo(Attempt.of("sender", other));
        assertThat(Attempt.of("sender", one)).isNotEqualTo(Attempt.of("sender", elsewhere));
        assertThat(Attempt.of("sender", one).address()).isEqualTo("2001:0db8:0000:0001::/64");
        assertThat(Attempt.of("x".repeat(1_000_000), one).user()).hasSizeLessThan(200);
    }

    @Test
    void memory_is_bounded() {
        for (int n = 0; n < 200_000; n++) {
            failures.failed(Attempt.of("user " + n, new byte[] {10, 0, 0, 1}), "wrong");
        }
        guess(5);

        assertThat(failures.pause(guesser, "right")).isPositive();
        assertThat(failures.size()).isLessThanOrEqualTo(10_000);
    }

    private void guess(int times) {
        for (int n = 0; n < times; n++) {
            failures.failed(guesser, "wrong");
        }
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
