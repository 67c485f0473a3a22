package org.signalbox.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartLimitsTest {

    private static final Instant NOON = Instant.parse("2025-01-01T12:00:00Z");

    @Test
    void without_a_limit_all_may_begin() {
        assertThat(StartLimits.NONE.isLimited()).isFalse();
        assertThat(StartLimits.NONE.grant(100, 100, NOON, NOON).starts()).isEqualTo(100);
    }

    @Test
    void a_limit_at_once_leaves_what_is_free() {
        StartLimits three = new StartLimits(3, 0);

        assertThat(three.grant(10, 0, NOON, NOON).starts()).isEqualTo(3);
        assertThat(three.grant(10, 2, NOON, NOON).starts()).isEqualTo(1);
        assertThat(three.grant(1, 0, NOON, NOON).starts()).isEqualTo(1);
        assertThat(three.grant(10, 5, NOON, NOON).starts())
                .as("lowered meanwhile")
                .isZero();
    }

    @Test
    void a_pace_is_kept_whoever_asks_how_often() {
        StartLimits ten = new StartLimits(0, 10);
        Instant next = NOON.minusSeconds(3600);
        int begun = 0;

        for (int millis = 0; millis <= 10_000; millis += 7) {
            StartLimits.Grant grant = ten.grant(1000, 0, next, NOON.plusMillis(millis));
            next = grant.nextAt();
            begun += grant.starts();
        }

        assertThat(begun).isBetween(100, 104);
    }

    @Test
    void what_was_not_used_is_lost_but_for_a_moments() {
        StartLimits ten = new StartLimits(0, 10);

        assertThat(ten.grant(1000, 0, NOON.minusSeconds(60), NOON).starts()).isEqualTo(3);
        assertThat(new StartLimits(0, 0.1).grant(1000, 0, NOON.minusSeconds(60), NOON))
                .isEqualTo(new StartLimits.Grant(1, NOON.minusMillis(250).plusSeconds(10)));
        assertThat(new StartLimits(1, 10).grant(1000, 1, NOON, NOON)).isEqualTo(new StartLimits.Grant(0, NOON));
    }

    @Test
    void a_grant_by_a_clock_that_has_stepped_back_since_is_void() {
        StartLimits ten = new StartLimits(0, 10);

        StartLimits.Grant grant = ten.grant(1000, 0, NOON.plusSeconds(3600), NOON);

        assertThat(grant).isEqualTo(new StartLimits.Grant(1, NOON.plusMillis(100)));
        assertThat(ten.grant(1000, 0, NOON.plusSeconds(10), NOON).starts())
                .as("clocks of two servers differ a little")
                .isZero();
        assertThat(new StartLimits(0, 0.001)
                        .grant(1000, 0, NOON.plusSeconds(1000), NOON)
                        .starts())
                .as("a long pause")
                .isZero();
    }

    @Test
    void there_is_no_less_than_nothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new StartLimits(-1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new StartLimits(0, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new StartLimits(0, Double.NaN));
    }
}
