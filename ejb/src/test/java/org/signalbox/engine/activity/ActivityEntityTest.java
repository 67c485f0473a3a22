package org.signalbox.engine.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.catalog.TimeLimits;

/** What becomes of an activity when the clock has stepped back. */
class ActivityEntityTest {

    private static final Instant NOON = Instant.parse("2027-03-01T12:00:00Z");
    private static final Duration YEAR = Duration.ofDays(366);
    private static final Optional<TimeLimits> LIMITS = Optional.of(new TimeLimits(
            Duration.ofMinutes(30), Optional.empty(), Optional.empty(), Optional.of(Duration.ofMinutes(1))));

    private static ActivityEntity row(ActivityState state, Instant scheduled, Instant wakeAt) {
        ActivityEntity row = new ActivityEntity();
        row.workflowId = "w";
        row.sequence = 1;
        row.state = state;
        row.scheduledAt = scheduled;
        row.wakeAt = wakeAt;
        return row;
    }

    @Test
    void a_pause_before_the_next_attempt_lasts_as_long_as_it_would_have() {
        ActivityEntity row = row(ActivityState.SCHEDULED, NOON, NOON.plus(YEAR).plusSeconds(20));

        row.bringBack(NOON, YEAR, LIMITS);

        assertThat(row.wakeAt).isEqualTo(NOON.plusSeconds(20));
        assertThat(row.scheduledAt).isEqualTo(NOON);
    }

    @Test
    void what_was_due_by_the_later_time_is_due_now() {
        ActivityEntity row = row(ActivityState.SCHEDULED, NOON, NOON.plus(YEAR).minusSeconds(1));

        row.bringBack(NOON, YEAR, LIMITS);

        assertThat(row.wakeAt).isEqualTo(NOON);
    }

    @Test
    void an_attempt_that_began_in_the_future_has_its_limits_from_now_on() {
        ActivityEntity row = row(
                ActivityState.RUNNING, NOON.minusSeconds(60), NOON.plus(YEAR).plusSeconds(60));
        row.startedAt = NOON.plus(YEAR).minusSeconds(5);

        row.bringBack(NOON, YEAR, LIMITS);

        assertThat(row.startedAt).isEqualTo(NOON);
        assertThat(row.wakeAt).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void an_attempt_that_began_before_gets_no_less_time_than_a_heartbeat_now_would_give() {
        ActivityEntity row = row(
                ActivityState.RUNNING, NOON.minusSeconds(60), NOON.plus(YEAR).plusSeconds(30));
        row.startedAt = NOON.minusSeconds(50);

        row.bringBack(NOON, YEAR, LIMITS);

        assertThat(row.startedAt).isEqualTo(NOON.minusSeconds(50));
        assertThat(row.wakeAt).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void what_waits_for_nothing_goes_on_doing_so() {
        ActivityEntity row = row(ActivityState.SCHEDULED, NOON.plus(YEAR), NOON);
        row.wakeAt = null;

        row.bringBack(NOON, YEAR, LIMITS);

        assertThat(row.wakeAt).isNull();
    }
}
