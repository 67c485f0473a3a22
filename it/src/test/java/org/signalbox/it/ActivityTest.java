package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** Activities are called at least once, tried again as they say, and their outcome is recorded once. */
@OnServer
class ActivityTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final Sender sender;

    ActivityTest(SignalboxServer server, Sender sender) {
        this.probe = server.probe();
        this.sender = sender;
    }

    @Test
    void an_activity_is_called_and_its_result_is_recorded_once() {
        order("SUCCEED", "act-good");

        ends("act-good", "COMPLETED", 1);
        assertThat(column("result", "act-good")).isEqualTo("\"act-good done in call 1\"");
        assertThat(probe.calls("act-good")).hasSize(1);
        assertThat(probe.rows("select kind, name, payload, state from journal where workflow_id = 'act-good'"
                        + " and kind = 'ACTIVITY'"))
                .containsExactly(List.of(
                        "ACTIVITY", "Chores.succeed", "{\"completed\":\"act-good done in call 1\"}", "HANDLED"));
    }

    @Test
    void an_activity_without_a_result_is_recorded_as_well() {
        order("NOTHING", "act-nothing");

        ends("act-nothing", "COMPLETED", 1);
        assertThat(column("result", "act-nothing")).isEqualTo("null");
    }

    @Test
    void an_activity_that_fails_is_tried_again_after_growing_intervals() {
        order("FAIL_AT_FIRST", "act-retried");

        ends("act-retried", "COMPLETED", 3);
        List<Instant> calls = probe.calls("act-retried");
        assertThat(calls).hasSize(3);
        assertThat(Duration.between(calls.get(0), calls.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(Duration.between(calls.get(1), calls.get(2))).isGreaterThanOrEqualTo(Duration.ofMillis(400));
        assertThat(events("act-retried")).isEqualTo(1);
    }

    @Test
    void an_activity_that_always_fails_ends_as_failed_after_its_last_attempt() {
        order("FAIL_ALWAYS", "act-failing");

        ends("act-failing", "FAILED", 3);
        assertThat(probe.calls("act-failing")).hasSize(3);
        assertThat(column("failure", "act-failing")).contains("call 3 fails");
        assertThat(events("act-failing")).isEqualTo(1);
    }

    @Test
    void a_terminal_failure_is_not_tried_again() {
        order("FAIL_FOR_GOOD", "act-terminal");

        ends("act-terminal", "FAILED", 1);
        assertThat(column("failure", "act-terminal")).contains("there is no act-terminal");
        assertThat(events("act-terminal")).isEqualTo(1);
    }

    @Test
    void a_failure_named_as_not_retried_is_not_tried_again_and_neither_is_its_subclass() {
        order("FAIL_UNRETRIED", "act-unretried");

        ends("act-unretried", "FAILED", 1);
        assertThat(column("failure", "act-unretried")).contains("NumberFormatException");
    }

    @Test
    void an_attempt_that_takes_too_long_is_replaced_and_its_late_result_is_ignored() {
        order("TAKE_LONG_AT_FIRST", "act-slow");

        ends("act-slow", "COMPLETED", 2);
        probe.turnOff("act-slow");
        await().atMost(LIMIT).until(() -> probe.calls("act-slow ended").size() == 1);
        order("SUCCEED", "act-slow", "act-after-slow");
        await().atMost(LIMIT).until(() -> events("act-slow") == 2);

        assertThat(probe.rows(
                        "select attempt, result from activity where workflow_id = 'act-slow' and method = ?",
                        "takeLongAtFirst"))
                .containsExactly(List.of("2", "\"result of call 2\""));
    }

    @Test
    void an_activity_whose_last_attempt_takes_too_long_has_failed() {
        order("TAKE_LONG", "act-stuck");

        ends("act-stuck", "FAILED", 1);
        assertThat(column("failure", "act-stuck")).contains("did not end in time");
        probe.turnOff("act-stuck");
        await().atMost(LIMIT).until(() -> probe.calls("act-stuck ended").size() == 1);
        assertThat(column("state", "act-stuck")).isEqualTo("FAILED");
        assertThat(events("act-stuck")).isEqualTo(1);
    }

    @Test
    void an_activity_ordered_by_a_turn_that_fails_is_not_called() {
        assertThat(sender.ask(message("orderInVain", "SUCCEED", "act-vain", "act-vain"))
                        .outcome())
                .isEqualTo("PARKED");

        assertThat(probe.number("select count(*) from activity where workflow_id = 'act-vain'"))
                .isZero();
        probe.turnOff("vain act-vain");

        ends("act-vain", "COMPLETED", 1);
        assertThat(probe.calls("act-vain")).hasSize(1);
    }

    @Test
    void an_activity_whose_message_was_lost_is_swept_up() {
        order("NOTHING", "act-lost");
        ends("act-lost", "COMPLETED", 1);

        probe.change(
                "insert into activity (workflow_id, sequence, ordinal, run, type, method, arguments, state, attempt,"
                        + " scheduled_at, wake_at) values ('act-lost', 2, 7, 1, 'Chores', 'succeed', '[\"act-found\"]',"
                        + " 'SCHEDULED', 0, current_timestamp, current_timestamp)");

        await().atMost(LIMIT).until(() -> events("act-lost") == 2);
        assertThat(probe.calls("act-found")).hasSize(1);
        assertThat(probe.rows("select state, attempt from activity where workflow_id = 'act-lost' and ordinal = 7"))
                .containsExactly(List.of("COMPLETED", "1"));
    }

    @Test
    void an_attempt_whose_worker_was_lost_is_swept_up_when_its_time_is_over() {
        order("NOTHING", "act-orphan");
        ends("act-orphan", "COMPLETED", 1);

        probe.change(
                "insert into activity (workflow_id, sequence, ordinal, run, type, method, arguments, state, attempt,"
                        + " scheduled_at, started_at, wake_at) values ('act-orphan', 2, 7, 1, 'Chores', 'succeed',"
                        + " '[\"act-adopted\"]', 'RUNNING', 1, current_timestamp, current_timestamp, current_timestamp)");

        await().atMost(LIMIT).until(() -> events("act-orphan") == 2);
        assertThat(probe.rows("select state, attempt from activity where workflow_id = 'act-orphan' and ordinal = 7"))
                .containsExactly(List.of("COMPLETED", "2"));
    }

    private void order(String chore, String id) {
        order(chore, id, id);
    }

    private void order(String chore, String id, String key) {
        assertThat(sender.ask(message("order", chore, id, key)).outcome()).isEqualTo("HANDLED");
    }

    private static Draft message(String signal, String chore, String id, String key) {
        return Draft.text("{\"chore\":\"" + chore + "\",\"key\":\"" + key + "\"}")
                .signal(signal)
                .to(id)
                .starting("errands");
    }

    private void ends(String id, String state, int attempt) {
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(probe.rows("select state, attempt from activity where workflow_id = ?", id))
                                .containsExactly(List.of(state, String.valueOf(attempt))));
        await().atMost(LIMIT).until(() -> events(id) == 1);
    }

    private String column(String column, String id) {
        return probe.text("select " + column + " from activity where workflow_id = ?", id);
    }

    private long events(String id) {
        return probe.number("select count(*) from journal where kind = 'ACTIVITY' and workflow_id = ?", id);
    }
}
