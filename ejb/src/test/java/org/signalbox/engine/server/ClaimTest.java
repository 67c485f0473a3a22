package org.signalbox.engine.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.signalbox.engine.server.Claim.Decision;

class ClaimTest {

    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");

    private final Claim claim = new Claim();

    @Test
    void the_name_of_a_server_that_stopped_is_taken_at_once() {
        assertThat(decide(other(NOON, NOON, true), 0)).isEqualTo(Decision.TAKE);
    }

    @Test
    void the_name_of_a_server_that_was_killed_is_taken_at_once() {
        assertThat(decide(other(NOON, NOON.plusSeconds(5), false), 0)).isEqualTo(Decision.TAKE);
    }

    @Test
    void the_name_of_a_server_that_was_killed_a_moment_ago_is_taken_when_it_stays_silent() {
        assertThat(decide(other(NOON, NOON.plusSeconds(1), false), 0)).isEqualTo(Decision.WATCH);
        assertThat(decide(other(NOON, NOON.plusSeconds(5), false), 4)).isEqualTo(Decision.WATCH);
        assertThat(decide(other(NOON, NOON.plusSeconds(6), false), 5)).isEqualTo(Decision.TAKE);
    }

    @Test
    void a_living_server_keeps_its_name() {
        assertThat(decide(other(NOON, NOON.plusMillis(500), false), 0)).isEqualTo(Decision.WATCH);
        for (int second = 1; second < 20; second++) {
            Instant seen = NOON.plusSeconds(second);
            assertThat(decide(other(seen, seen.plusMillis(500), false), second)).isEqualTo(Decision.REFUSE);
        }
    }

    @Test
    void a_server_that_stops_leaves_its_name_to_the_one_that_waits() {
        decide(other(NOON, NOON, false), 0);
        decide(other(NOON.plusSeconds(1), NOON.plusSeconds(1), false), 1);

        assertThat(decide(other(NOON.plusSeconds(2), NOON.plusSeconds(2), true), 2))
                .isEqualTo(Decision.TAKE);
    }

    /** Both were kept from it: the silence is not the other server's. */
    @Test
    void an_outage_of_the_database_gives_no_name_away() {
        decide(other(NOON, NOON, false), 0);
        decide(other(NOON.plusSeconds(1), NOON.plusSeconds(1), false), 1);

        assertThat(decide(other(NOON.plusSeconds(61), NOON.plusSeconds(61), false), 61))
                .isEqualTo(Decision.REFUSE);
    }

    @Test
    void a_sign_from_before_the_clock_was_put_back_says_nothing() {
        assertThat(decide(other(NOON.plus(Duration.ofDays(366)), NOON, false), 0))
                .isEqualTo(Decision.TAKE);
    }

    private Decision decide(Claim.Other other, long second) {
        return claim.decide(other, Duration.ofSeconds(second).toNanos());
    }

    private static Claim.Other other(Instant seen, Instant now, boolean ended) {
        return new Claim.Other("life", seen, now, ended);
    }
}
