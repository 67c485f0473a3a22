package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.activity.Activity;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Activity types of which not too many may begin. */
@ExtendWith(JournalOnFailure.class)
class StartLimitsTest {

    @Activity(concurrency = 2, startToClose = "PT1H", scheduleToStart = "PT3H", maxAttempts = 1)
    interface Narrow {
        void pass(int number);
    }

    @Activity(startsPerSecond = 0.5)
    interface Slow {
        void pass(int number);
    }

    @Workflow("crowd")
    static class Crowd {
        @Run
        void run(int size, WorkflowContext wf) {
            for (int i = 1; i <= size; i++) {
                wf.background(Narrow.class).pass(i);
                wf.background(Slow.class).pass(i);
            }
        }
    }

    private static final WorkflowId C = new WorkflowId("C-1");

    private final List<ActivityToken> inside = new ArrayList<>();
    private final List<Instant> begun = new ArrayList<>();
    private final TestKit kit = TestKit.of(Crowd.class);

    StartLimitsTest() {
        kit.activities(Narrow.class, number -> inside.add(kit.activityContext().completeLater()));
        kit.activities(Slow.class, number -> begun.add(kit.clock().instant()));
        kit.start("crowd", C, 5);
    }

    @Test
    void only_so_many_are_under_way_at_once_and_the_next_follows_when_one_has_ended() {
        assertThat(inside).hasSize(2);

        kit.complete(inside.get(0), null);
        assertThat(inside).hasSize(3);
        kit.fail(inside.get(1), new IllegalStateException());
        assertThat(inside).hasSize(4);
        kit.advance(Duration.ofHours(1));

        assertThat(inside).hasSize(5);
    }

    @Test
    void who_waits_too_long_does_not_begin_any_more() {
        kit.advance(Duration.ofMinutes(59));
        assertThat(inside).hasSize(2);
        kit.complete(inside.get(0), null);
        kit.complete(inside.get(1), null);
        assertThat(inside).hasSize(4);
        kit.advance(Duration.ofMinutes(30));
        assertThat(inside).hasSize(4);

        assertThat(kit.activities(C).get(8).state()).isEqualTo(ActivityState.SCHEDULED);
    }

    @Test
    void a_pace_is_kept_and_others_do_not_wait_for_it() {
        kit.advance(Duration.ofMinutes(1));

        assertThat(begun).hasSize(5);
        for (int i = 1; i < begun.size(); i++) {
            assertThat(Duration.between(begun.get(i - 1), begun.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofMillis(1750));
        }
        assertThat(inside).hasSize(2);
    }
}
