package org.signalbox.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.signalbox.activity.Activity;
import org.signalbox.client.ActivityToken;
import org.signalbox.client.SignalRequest;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.activity.ActivityState;
import org.signalbox.core.machine.Instance;
import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Cancelled;
import org.signalbox.workflow.Promise;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Time limits of activities, heartbeats, and their cancelling. */
@ExtendWith(JournalOnFailure.class)
class ActivityLimitsTest {

    @Activity(startToClose = "PT10H", firstBackoff = "PT1M", backoffFactor = 1)
    interface Robot {
        @Activity(startToClose = "PT10H", heartbeat = "PT5M", firstBackoff = "PT1M", backoffFactor = 1)
        String paint(String thing);

        @Activity(startToClose = "PT10M", scheduleToClose = "PT25M", firstBackoff = "PT1M", backoffFactor = 1)
        String drill(String thing);

        String polish(String thing);
    }

    @Workflow("job")
    static class Job {
        private boolean enough;

        @Signal
        void enough() {
            enough = true;
        }

        @Run
        String run(String how, WorkflowContext wf) {
            Robot robot = wf.activity(Robot.class);
            try {
                return switch (how) {
                    case "paint" -> robot.paint("door");
                    case "drill" -> robot.drill("hole");
                    case "polish" -> robot.polish("floor");
                    case "until enough" -> until(wf);
                    case "and forget" -> {
                        wf.promise(() -> robot.polish("left behind"));
                        wf.sleep(Duration.ofMinutes(1));
                        yield "over";
                    }
                    case "and fail" -> {
                        wf.promise(() -> robot.polish("left behind"));
                        wf.promise(() -> robot.paint("left behind, too"));
                        wf.sleep(Duration.ofMinutes(1));
                        yield robot.drill("nothing");
                    }
                    case "clean up" -> cleanUp(wf);
                    default -> how;
                };
            } catch (ActivityFailure e) {
                return e.type() + " | " + e.getMessage();
            }
        }

        private String until(WorkflowContext wf) {
            Promise<String> painted = wf.promise(() -> wf.activity(Robot.class).paint("wall"));
            wf.await(() -> enough);
            painted.cancel();
            return painted.await();
        }

        private static String cleanUp(WorkflowContext wf) {
            Promise<String> polished = wf.promise(() -> wf.activity(Robot.class).polish("table"));
            try {
                return wf.activity(Robot.class).paint("table");
            } catch (Cancelled e) {
                return "cleaned up: " + polished.await();
            }
        }
    }

    private static final WorkflowId J = new WorkflowId("J-1");

    private final List<String> calls = new ArrayList<>();
    private final List<ActivityToken> tokens = new ArrayList<>();
    private @Nullable String answer;
    private final TestKit kit = TestKit.of(Job.class);

    ActivityLimitsTest() {
        kit.activities(Robot.class, new Robot() {
            @Override
            public String paint(String thing) {
                kit.activityContext().heartbeat("begun " + calls.size());
                return work("paint " + thing);
            }

            @Override
            public String drill(String thing) {
                if (thing.equals("nothing")) {
                    throw new org.signalbox.workflow.TerminalFailure("nothing to drill");
                }
                return work("drill " + thing);
            }

            @Override
            public String polish(String thing) {
                tokens.add(kit.activityContext().completeLater());
                return work("polish " + thing);
            }
        });
    }

    private String work(String what) {
        calls.add(what
                + kit.activityContext()
                        .details(String.class)
                        .map(d -> " after " + d)
                        .orElse(""));
        if (answer == null && !what.startsWith("polish")) {
            throw new NoAnswer();
        }
        return String.valueOf(answer);
    }

    private String outcome() {
        Instance instance = kit.instance(J).orElseThrow();
        return instance.result().or(instance::failure).orElse(instance.status().toString());
    }

    private List<ActivityState> states() {
        return kit.activities(J).stream().map(ScheduledActivity::state).toList();
    }

    @Test
    void an_attempt_without_a_heartbeat_is_over_and_the_next_one_knows_how_far_it_got() {
        kit.start("job", J, "paint");

        kit.advance(Duration.ofMinutes(6));
        answer = "white";
        kit.advance(Duration.ofMinutes(6));

        assertThat(calls).containsExactly("paint door", "paint door after begun 0", "paint door after begun 1");
        assertThat(kit.activities(J).get(0).failure().orElse("")).contains("gave no sign of life for PT5M");
        assertThat(outcome()).isEqualTo("\"white\"");
    }

    @Test
    void heartbeats_keep_an_attempt_alive() {
        kit.start("job", J, "paint");
        ActivityToken token = kit.activities(J).get(0).token();

        for (int i = 0; i < 20; i++) {
            kit.advance(Duration.ofMinutes(4));
            assertThat(kit.heartbeat(token, i)).isTrue();
        }

        assertThat(calls).hasSize(1);
        kit.advance(Duration.ofMinutes(6));
        assertThat(calls).hasSize(2);
    }

    @Test
    void all_attempts_together_have_a_limit() {
        kit.start("job", J, "drill");

        kit.advance(Duration.ofMinutes(24));
        assertThat(outcome()).isEqualTo("RUNNING");
        kit.advance(Duration.ofMinutes(1));

        assertThat(calls).hasSize(3);
        assertThat(outcome()).contains("Robot.drill failed", "did not end in time");
    }

    @Test
    void a_promise_that_is_cancelled_is_told_to_the_activity_which_may_end_as_it_likes() {
        kit.start("job", J, "until enough");
        ActivityToken token = kit.activities(J).get(0).token();
        assertThat(kit.heartbeat(token, null)).isTrue();

        kit.signal(SignalRequest.of(J.value(), "enough"));

        assertThat(kit.heartbeat(token, null)).as("go on").isFalse();
        assertThat(outcome()).isEqualTo("RUNNING");
        kit.complete(token, "half a wall");
        assertThat(outcome()).isEqualTo("\"half a wall\"");
    }

    @Test
    void a_cancelled_activity_is_not_tried_again() {
        kit.start("job", J, "until enough");
        kit.signal(SignalRequest.of(J.value(), "enough"));

        kit.advance(Duration.ofMinutes(5));

        assertThat(calls).hasSize(1);
        assertThat(states()).containsExactly(ActivityState.FAILED);
        assertThat(outcome()).contains("gave no sign of life");
    }

    @Test
    void one_that_waits_for_its_next_attempt_does_not_begin_it() {
        kit.start("job", J, "until enough");
        kit.advance(Duration.ofMinutes(5).plusSeconds(30));
        assertThat(states()).containsExactly(ActivityState.SCHEDULED);

        kit.signal(SignalRequest.of(J.value(), "enough"));

        assertThat(states()).containsExactly(ActivityState.CANCELLED);
        assertThat(outcome()).contains("org.signalbox.activity.ActivityCancelled | ");
        kit.advance(Duration.ofHours(1));
        assertThat(calls).hasSize(1);
    }

    @Test
    void what_the_main_line_left_unfinished_is_cancelled_when_the_run_ends() {
        kit.start("job", J, "and forget");
        assertThat(states()).containsExactly(ActivityState.RUNNING);

        kit.advance(Duration.ofMinutes(1));

        assertThat(outcome()).isEqualTo("\"over\"");
        assertThat(states()).containsExactly(ActivityState.CANCELLED);
    }

    @Test
    void so_it_is_when_the_run_fails_or_is_terminally_cancelled() {
        kit.start("job", J, "and fail");
        kit.advance(Duration.ofMinutes(1));

        assertThat(outcome()).contains("nothing to drill");
        assertThat(states()).containsExactly(ActivityState.CANCELLED, ActivityState.RUNNING, ActivityState.FAILED);
        assertThat(kit.activities(J).get(1).cancelled()).isTrue();
    }

    @Test
    void cancelling_the_run_cancels_what_the_main_line_waits_for_and_leaves_the_rest_to_its_cleaning_up() {
        kit.start("job", J, "clean up");

        kit.cancel(J, "not wanted any more");

        assertThat(kit.activities(J)).extracting(ScheduledActivity::cancelled).containsExactly(false, true);
        assertThat(outcome()).isEqualTo("RUNNING");
        kit.complete(tokens.get(0), "shining");
        assertThat(outcome()).isEqualTo("\"cleaned up: shining\"");
    }
}
