package org.signalbox.core.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.signalbox.activity.Activity;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.catalog.Catalog;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.ActivityOutcome;

/** What follows for an activity from whatever happens to it. */
class ActivityTaskTest {

    @Activity(startToClose = "PT10M", firstBackoff = "PT1M", backoffFactor = 1, maxAttempts = 3)
    interface Plain {
        int work();

        @Activity(startToClose = "PT10M", firstBackoff = "PT1M", onlyCurrentAttemptCompletes = true)
        int strict();

        @Activity(
                startToClose = "PT10M",
                heartbeat = "PT2M",
                scheduleToStart = "PT5M",
                scheduleToClose = "PT15M",
                firstBackoff = "PT1M")
        int limited();
    }

    @Activity(concurrency = 1)
    interface Narrow {
        int pass();
    }

    private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
    private static final ActivityKey KEY = new ActivityKey(new WorkflowId("A-1"), 2, 1);
    private static final ActivityOutcome.Completed SEVEN = new ActivityOutcome.Completed("7");
    private static final ActivityOutcome.Cancelled CANCELLED = new ActivityOutcome.Cancelled();
    private static final ActivityTask.Conditions GOOD = new ActivityTask.Conditions(true, true, false);

    private final Catalog catalog = Catalog.of(List.of(), List.of(Plain.class, Narrow.class), code -> () -> "");
    private final Set<String> visited = new HashSet<>();
    private Instant now = T;
    private ActivityRules rules = ActivityRules.of(catalog, "Plain", "work");
    private Log log = new Log();
    private ActivityTask task = take(ActivityTask.schedule(KEY, rules, now));

    /** The effects of the last decision. */
    private static final class Log implements ActivityEffects {

        final List<String> lines = new ArrayList<>();

        @Override
        public void send(Attempt attempt) {
            lines.add("send " + attempt.number());
        }

        @Override
        public void call(Attempt attempt) {
            lines.add("call " + attempt.number());
        }

        @Override
        public void askForAdmission() {
            lines.add("ask");
        }

        @Override
        public void giveUpAdmission() {
            lines.add("give up");
        }

        @Override
        public void keepResult(String json) {
            lines.add("result " + json);
        }

        @Override
        public void keepFailure(String failure) {
            lines.add("failure " + failure);
        }

        @Override
        public void report(ActivityOutcome outcome) {
            lines.add("report " + outcome.write());
        }
    }

    private ActivityTask take(Decision decision) {
        log = new Log();
        decision.carryOut(log);
        task = decision.after();
        return task;
    }

    private void use(String type, String method) {
        rules = ActivityRules.of(catalog, type, method);
        take(ActivityTask.schedule(KEY, rules, now));
    }

    private static Attempt attempt(int number) {
        return new Attempt(KEY, number);
    }

    private static ActivityOutcome.Failed failed(String text) {
        return ActivityOutcome.Failed.of(text, true, Optional.empty());
    }

    private void begin() {
        take(task.begin(task.currentAttempt(), GOOD, rules, now));
    }

    private void due() {
        take(task.due(() -> Optional.of("ill"), rules, now));
    }

    private void after(String duration) {
        now = now.plus(Duration.parse(duration));
    }

    private Optional<Duration> wakesAfter() {
        return task.times().wakeAt().map(at -> Duration.between(now, at));
    }

    @Test
    void it_is_sent_when_it_is_scheduled_and_again_at_growing_intervals_until_it_begins() {
        assertThat(log.lines).containsExactly("send 1");
        assertThat(wakesAfter()).contains(Duration.ofSeconds(15));
        due();
        assertThat(log.lines).as("not due yet").isEmpty();

        after("PT15S");
        due();
        assertThat(log.lines).containsExactly("send 1");
        assertThat(wakesAfter()).contains(Duration.ofSeconds(30));

        begin();
        assertThat(log.lines).containsExactly("call 1");
        assertThat(wakesAfter()).contains(Duration.ofMinutes(10));
        begin();
        take(task.begin(attempt(1), GOOD, rules, now));
        assertThat(log.lines).as("a second message for it").isEmpty();
    }

    @Test
    void a_sending_that_failed_is_repeated_at_the_first_interval() {
        take(task.notSent(attempt(1), rules, now));
        assertThat(task.sent()).isZero();

        after("PT15S");
        due();
        assertThat(wakesAfter()).contains(Duration.ofSeconds(15));
    }

    @Test
    void it_waits_while_it_can_not_begin() {
        take(task.begin(attempt(1), new ActivityTask.Conditions(false, true, false), rules, now));
        assertThat(wakesAfter()).contains(Duration.ofSeconds(15));

        take(task.begin(attempt(1), new ActivityTask.Conditions(true, true, true), rules, now));
        assertThat(wakesAfter()).contains(Duration.ofMinutes(1));

        ActivityRules gone = ActivityRules.of(catalog, "Plain", "gone");
        take(task.begin(attempt(1), GOOD, gone, now));
        assertThat(log.lines)
                .containsExactly(
                        "failure Activity Plain.gone is not deployed; deployed are " + catalog.activityNames());
        assertThat(task.times().failingSince()).contains(now);
        assertThat(task.attempt()).isZero();
    }

    @Test
    void one_with_a_start_limit_asks_once_and_is_sent_when_it_is_admitted() {
        use("Narrow", "pass");
        ActivityTask.Conditions waiting = new ActivityTask.Conditions(true, false, false);

        take(task.begin(attempt(1), waiting, rules, now));
        assertThat(log.lines).containsExactly("ask");
        assertThat(wakesAfter()).as("only its admission").isEmpty();
        take(task.begin(attempt(1), waiting, rules, now));
        assertThat(log.lines).isEmpty();

        take(task.admitted(rules, now));
        assertThat(log.lines).containsExactly("send 1");
        begin();
        take(task.fail(attempt(1), failed("ill"), rules, now));
        assertThat(log.lines).containsExactly("failure ill", "give up");
        take(task.admitted(rules, now));
        assertThat(log.lines).as("it waits for its back-off, not for admission").isEmpty();
    }

    @Test
    void one_that_can_not_be_decoded_lets_others_begin() {
        use("Narrow", "pass");
        take(task.begin(attempt(1), new ActivityTask.Conditions(true, false, false), rules, now));
        take(task.admitted(rules, now));

        take(task.begin(attempt(1), new ActivityTask.Conditions(true, true, true), rules, now));

        assertThat(log.lines).containsExactly("give up");
        assertThat(task.flags().limited()).isFalse();
    }

    @Test
    void a_failure_is_followed_by_the_next_attempt_until_there_is_none_left() {
        for (int number = 1; number < 3; number++) {
            begin();
            take(task.fail(attempt(number), failed("ill " + number), rules, now));
            assertThat(log.lines).containsExactly("failure ill " + number);
            assertThat(wakesAfter()).contains(Duration.ofMinutes(1));
            assertThat(task.times().failingSince()).contains(T);
            after("PT1M");
            due();
            assertThat(log.lines).containsExactly("send " + (number + 1));
        }
        begin();
        take(task.fail(attempt(2), failed("late"), rules, now));
        assertThat(log.lines).as("of an earlier attempt").isEmpty();

        take(task.fail(attempt(3), failed("ill 3"), rules, now));

        assertThat(log.lines).containsExactly("failure ill 3", "report {\"failed\":\"ill 3\"}");
        assertThat(task.state()).isEqualTo(ActivityState.FAILED);
        assertThat(task.times().wakeAt()).isEmpty();
        assertThat(task.times().failingSince()).isEmpty();
        assertThat(task.times().ended()).contains(now);
    }

    @Test
    void a_failure_may_say_when_the_next_attempt_follows_or_that_there_is_none() {
        begin();
        take(task.fail(
                attempt(1), ActivityOutcome.Failed.of("wait", true, Optional.of(Duration.ofDays(2))), rules, now));
        assertThat(wakesAfter()).contains(Duration.ofDays(2));
        after("P2D");
        due();
        begin();

        take(task.fail(attempt(2), ActivityOutcome.Failed.of("no", false, Optional.empty()), rules, now));

        assertThat(task.state()).isEqualTo(ActivityState.FAILED);
    }

    @Test
    void no_attempt_begins_that_would_come_too_late() {
        use("Plain", "limited");
        begin();
        after("PT1M30S");

        take(task.fail(
                attempt(1), ActivityOutcome.Failed.of("ill", true, Optional.of(Duration.ofHours(1))), rules, now));

        assertThat(task.state()).isEqualTo(ActivityState.FAILED);
    }

    @Test
    void each_time_limit_ends_what_it_is_for() {
        begin();
        after("PT10M");
        due();
        assertThat(log.lines).containsExactly("failure Attempt 1, begun at " + T + ", did not end in time");
        assertThat(task.state()).isEqualTo(ActivityState.SCHEDULED);

        Instant asked = now;
        use("Plain", "limited");
        begin();
        after("PT1M");
        take(task.heartbeat(attempt(1), rules, now));
        assertThat(wakesAfter()).contains(Duration.ofMinutes(2));
        after("PT2M");
        due();
        assertThat(log.lines)
                .containsExactly("failure Attempt 1, begun at " + asked + ", gave no sign of life for PT2M");

        asked = now;
        use("Plain", "limited");
        assertThat(wakesAfter()).contains(Duration.ofSeconds(15));
        after("PT5M");
        due();
        assertThat(log.lines.get(0)).isEqualTo("failure It was asked for at " + asked + " and did not begin in time");
        assertThat(task.state()).isEqualTo(ActivityState.FAILED);

        asked = now;
        use("Plain", "limited");
        begin();
        take(task.fail(attempt(1), failed("ill"), rules, now));
        after("PT15M");
        take(task.begin(attempt(2), GOOD, rules, now));
        assertThat(log.lines).as("it does not begin any more").isEmpty();
        due();
        assertThat(log.lines.get(0))
                .isEqualTo("failure It was asked for at " + asked
                        + " and did not end in time; the last attempt failed: ill");
    }

    @Test
    void one_without_a_thread_is_cancelled_at_once_and_one_with_a_thread_by_its_heartbeat() {
        take(task.askToCancel(rules, now));
        assertThat(wakesAfter()).contains(Duration.ZERO);
        due();
        assertThat(log.lines).containsExactly("failure " + CANCELLED.text(), "report " + CANCELLED.write());

        use("Plain", "work");
        begin();
        assertThat(task.heartbeatResult(attempt(1))).isEqualTo(HeartbeatResult.GO_ON);
        take(task.askToCancel(rules, now));
        assertThat(wakesAfter()).contains(Duration.ofMinutes(10));
        assertThat(task.heartbeatResult(attempt(1))).isEqualTo(HeartbeatResult.CANCELLED);
        assertThat(task.heartbeatResult(attempt(2))).isEqualTo(HeartbeatResult.ENDED);
        take(task.fail(attempt(1), failed("no more"), rules, now));
        assertThat(task.state()).as("no further attempt").isEqualTo(ActivityState.FAILED);

        use("Plain", "work");
        begin();
        take(task.handOver(attempt(1), rules, now));
        assertThat(wakesAfter()).contains(Duration.ofMinutes(10));
        take(task.askToCancel(rules, now));
        due();
        assertThat(task.state()).isEqualTo(ActivityState.CANCELLED);

        use("Plain", "work");
        begin();
        take(task.askToCancel(rules, now));
        take(task.handOver(attempt(1), rules, now));
        due();
        assertThat(task.state()).as("cancelled while its method was called").isEqualTo(ActivityState.CANCELLED);
    }

    @Test
    void the_token_of_any_attempt_completes_it_as_long_as_it_is_open() {
        begin();
        after("PT10M");
        due();
        take(task.complete(attempt(2), SEVEN, rules, now));
        assertThat(log.lines).as("an attempt that has not begun").isEmpty();
        take(task.complete(attempt(0), SEVEN, rules, now));
        assertThat(log.lines).as("no attempt").isEmpty();
        ActivityTask waiting = task;

        take(waiting.complete(attempt(1), SEVEN, rules, now));
        assertThat(log.lines).containsExactly("result 7", "report {\"completed\":7}");
        assertThat(task.state()).isEqualTo(ActivityState.COMPLETED);

        task = waiting;
        begin();
        take(task.complete(attempt(1), SEVEN, rules, now));
        assertThat(task.state()).isEqualTo(ActivityState.COMPLETED);
        assertThat(task.heartbeatResult(attempt(2))).isEqualTo(HeartbeatResult.ENDED);
        take(task.fail(attempt(2), failed("ill"), rules, now));
        take(task.end(attempt(2), ActivityState.RUNNING, SEVEN, rules, now));
        take(task.complete(attempt(2), SEVEN, rules, now));
        assertThat(log.lines).as("what comes of the current attempt").isEmpty();
    }

    @Test
    void it_is_completed_by_the_current_attempt_only_if_its_author_wants_that() {
        use("Plain", "strict");
        begin();
        take(task.fail(attempt(1), failed("ill"), rules, now));
        take(task.complete(attempt(1), SEVEN, rules, now));
        assertThat(task.state()).isEqualTo(ActivityState.SCHEDULED);
        after("PT1M");
        begin();
        take(task.complete(attempt(1), SEVEN, rules, now));
        assertThat(task.state()).isEqualTo(ActivityState.RUNNING);

        take(task.complete(attempt(2), SEVEN, rules, now));

        assertThat(task.state()).isEqualTo(ActivityState.COMPLETED);
    }

    @Test
    void what_has_been_dropped_does_nothing_any_more() {
        begin();
        take(task.drop(rules, now));
        assertThat(log.lines).isEmpty();

        take(task.end(attempt(1), ActivityState.RUNNING, SEVEN, rules, now));
        take(task.complete(attempt(1), SEVEN, rules, now));
        take(task.drop(rules, now));
        take(task.askToCancel(rules, now));
        due();

        assertThat(task.state()).isEqualTo(ActivityState.DROPPED);
        assertThat(log.lines).isEmpty();
    }

    /** Walks through everything that can happen in every state it can be in, and sees each move of the table made. */
    @Test
    void every_transition_is_visited_and_no_other() {
        walk(task, 0);

        Set<String> table = new HashSet<>();
        ActivityState.TRANSITIONS.forEach(
                (from, moves) -> moves.forEach((move, to) -> table.add(from + " " + move + " " + to)));
        assertThat(visited).containsExactlyInAnyOrderElementsOf(table);
    }

    private void walk(ActivityTask from, int depth) {
        if (depth > 3) {
            return;
        }
        ActivityRules narrow = ActivityRules.of(catalog, "Narrow", "pass");
        List<Decision> decisions = new ArrayList<>();
        for (Attempt which : List.of(attempt(1), attempt(2))) {
            for (boolean yes : List.of(true, false)) {
                decisions.add(from.begin(which, new ActivityTask.Conditions(yes, true, false), rules, now));
                decisions.add(from.begin(which, new ActivityTask.Conditions(true, true, yes), narrow, now));
                decisions.add(from.begin(which, new ActivityTask.Conditions(true, yes, false), narrow, now));
            }
            decisions.add(from.heartbeat(which, rules, now));
            decisions.add(from.handOver(which, rules, now));
            decisions.add(from.notSent(which, rules, now));
            decisions.add(from.fail(which, failed("ill"), rules, now));
            decisions.add(from.fail(which, new ActivityOutcome.Failed("ill"), rules, now));
            decisions.add(from.complete(which, SEVEN, rules, now));
            decisions.add(from.end(which, ActivityState.RUNNING, CANCELLED, rules, now));
        }
        decisions.add(from.admitted(narrow, now));
        decisions.add(from.askToCancel(rules, now));
        decisions.add(from.drop(rules, now));
        decisions.add(from.due(Optional::empty, rules, now.plus(Duration.ofDays(1))));
        decisions.add(
                from.due(Optional::empty, ActivityRules.of(catalog, "Plain", "limited"), now.plus(Duration.ofDays(1))));
        for (Decision decision : decisions) {
            if (decision.move().isPresent()) {
                ActivityTask after = decision.after();
                visited.add(from.state() + " " + decision.move().get() + " " + after.state());
                walk(after, depth + 1);
            } else {
                assertThat(decision).isEqualTo(Decision.nothing(from));
            }
        }
    }
}
