package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Heartbeats, limits, systems outside and transactions: what activities can be beyond a call that is repeated. */
@OnServer
class ActivityWaysTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SignalboxServer server;
    private final Probe probe;

    ActivityWaysTest(SignalboxServer server) {
        this.server = server;
        this.probe = server.probe();
    }

    @Test
    void an_attempt_outside_without_heartbeats_is_over_and_with_them_it_goes_on() {
        RestClient worker = server.rest(User.WORKER);
        begin("ways-watch", "watch", "");

        await().atMost(LIMIT).until(() -> probe.notes("ways-watch").size() == 6);
        assertThat(column("failure", "ways-watch")).contains("gave no sign of life for PT3S");
        String token = probe.notes("ways-watch").get(5);
        Instant begun = Instant.now();
        await().atMost(LIMIT).until(() -> {
            assertThat(worker.call(RestCall.post("activities", token, "heartbeat"))
                            .json())
                    .hasToString("{\"cancelled\":false}");
            return Instant.now().isAfter(begun.plusSeconds(7));
        });
        assertThat(worker.call(RestCall.post("activities", token, "complete").json("5"))
                        .status())
                .isEqualTo(204);
        assertThat(resultOf("ways-watch", "COMPLETED")).isEqualTo("\"watched 5\"");
        assertThat(column("attempt", "ways-watch")).isEqualTo("2");
    }

    @Test
    void cancelling_the_run_reaches_the_attempt_by_its_heartbeat() {
        begin("ways-toil", "toil", "");
        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from activity where workflow_id = 'ways-toil'"
                                + " and details is not null")
                        == 1);

        server.rest(User.OPERATOR).call(RestCall.post("instances", "ways-toil", "cancel"));

        await().atMost(LIMIT).until(() -> column("state", "ways-toil").equals("CANCELLED"));
        JsonNode activity = server.rest(User.OPERATOR)
                .call(RestCall.get("instances", "ways-toil", "activities"))
                .json()
                .path("items")
                .path(0);
        assertThat(activity.path("cancelled").asBoolean()).isTrue();
        assertThat(activity.path("details").asInt()).isPositive();
        assertThat(probe.text("select status from instance where workflow_id = 'ways-toil'"))
                .isEqualTo("CANCELLED");
        assertThat(column("attempt", "ways-toil")).isEqualTo("1");
    }

    @Test
    void what_is_outside_ends_at_once_when_it_is_cancelled_and_its_token_is_worth_nothing() {
        begin("ways-recalled", "watch", "");
        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from activity where workflow_id = 'ways-recalled'"
                                + " and outside = true")
                        == 1);
        List<String> notes = probe.notes("ways-recalled");

        server.rest(User.OPERATOR).call(RestCall.post("instances", "ways-recalled", "cancel"));

        await().atMost(LIMIT).until(() -> column("state", "ways-recalled").equals("CANCELLED"));
        assertThat(server.rest(User.WORKER)
                        .call(RestCall.post("activities", notes.get(notes.size() - 1), "complete")
                                .json("5"))
                        .reason())
                .isEqualTo("CLOSED");
    }

    @Test
    void no_more_than_the_limit_are_under_way_and_no_other_activity_waits_for_them() {
        begin("ways-narrow", "narrow", "30");
        await().atMost(LIMIT).until(() -> probe.calls("ways-narrow").size() == 2);

        begin("ways-beside", "paced", "1");
        await().atMost(LIMIT).until(() -> probe.calls("ways-beside").size() == 1);
        assertThat(probe.number(
                        "select count(*) from activity where workflow_id = 'ways-narrow'" + " and state = 'RUNNING'"))
                .isEqualTo(2);
        assertThat(probe.calls("ways-narrow")).hasSize(2);

        probe.turnOff("ways-narrow");
        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from activity where workflow_id = 'ways-narrow'"
                                + " and state = 'COMPLETED'")
                        == 30);
        assertThat(probe.calls("ways-narrow")).hasSize(30);
        assertThat(probe.number("select count(*) from admission where workflow_id = 'ways-narrow'"))
                .isZero();
    }

    @Test
    void what_has_to_wait_too_long_for_others_fails_and_is_never_begun() {
        begin("ways-crowded", "narrow", "2");
        await().atMost(LIMIT).until(() -> probe.calls("ways-crowded").size() == 2);

        begin("ways-soon", "soon", "");

        assertThat(resultOf("ways-soon", "COMPLETED")).contains("Narrow.passSoon", "did not begin in time");
        assertThat(column("state", "ways-soon") + column("attempt", "ways-soon"))
                .isEqualTo("FAILED0");
        assertThat(probe.calls("ways-soon")).isEmpty();
        assertThat(probe.number("select count(*) from admission where workflow_id = 'ways-soon'"))
                .isZero();
        probe.turnOff("ways-crowded");
        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from activity where workflow_id = 'ways-crowded'"
                                + " and state = 'COMPLETED'")
                        == 2);
    }

    @Test
    void a_result_that_is_too_long_ends_the_activity_at_once_and_is_told() {
        begin("ways-huge", "huge", "");

        assertThat(resultOf("ways-huge", "COMPLETED"))
                .contains("The result of an activity has 10000002 characters", "signalbox.result.longest");
        assertThat(column("attempt", "ways-huge")).isEqualTo("1");
        assertThat(column("result", "ways-huge")).isEqualTo("null");
    }

    @Test
    void a_pace_is_kept() {
        begin("ways-paced", "paced", "20");

        await().atMost(LIMIT).until(() -> probe.calls("ways-paced").size() == 20);
        List<Instant> calls = probe.calls("ways-paced").stream().sorted().toList();
        assertThat(Duration.between(calls.get(0), calls.get(19)))
                .isGreaterThan(Duration.ofSeconds(3))
                .isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void a_system_outside_does_the_work_by_request_and_reply() throws JMSException {
        try (Sender legacy = server.worker()) {
            begin("ways-stock", "stock", "");

            Message request = legacy.takeRequest("remote.it");

            assertThat(request.getBody(String.class)).isEqualTo("[\"ways-stock\",3]");
            assertThat(request.getStringProperty("activity")).isEqualTo("Stock.take");
            assertThat(request.getStringProperty("activityId")).isEqualTo("ways-stock#1.1");
            assertThat(request.getStringProperty("workflowId")).isEqualTo("ways-stock");
            assertThat(request.getIntProperty("attempt")).isEqualTo(1);
            assertThat(request.getStringProperty("token")).isEqualTo(request.getJMSCorrelationID());
            assertThat(request.getJMSExpiration()).isPositive();
            legacy.answer(request, Draft.text("{\"article\":\"tea\",\"left\":"));

            Message second = legacy.takeRequest("remote.it");
            assertThat(second.getIntProperty("attempt")).isEqualTo(2);
            assertThat(second.getStringProperty("activityId")).isEqualTo("ways-stock#1.1");
            assertThat(column("failure", "ways-stock")).contains("The answer can't be used");
            legacy.answer(second, Draft.text("{\"article\":\"tea\",\"left\":4}"));
            // what comes after the end changes nothing, whichever attempt's answer it is
            assertThat(resultOf("ways-stock", "COMPLETED")).contains("Taken[article=tea, left=4]");
            legacy.answer(request, Draft.text("{\"article\":\"tea\",\"left\":5}"));
            legacy.answer(second, Draft.text("{\"article\":\"tea\",\"left\":6}"));
        }

        await().atMost(LIMIT).until(() -> probe.messages("results") == 0);
        assertThat(resultOf("ways-stock", "COMPLETED")).contains("Taken[article=tea, left=4]");
        assertThat(probe.number("select count(*) from journal where workflow_id = 'ways-stock' and kind = 'ACTIVITY'"))
                .isEqualTo(1);
    }

    @Test
    void what_a_transactional_activity_writes_and_its_outcome_are_there_together() {
        begin("ways-plain", "booking", "plain");
        begin("ways-fail", "booking", "fail");

        assertThat(resultOf("ways-plain", "COMPLETED")).isEqualTo("\"booked in 1\"");
        assertThat(resultOf("ways-fail", "COMPLETED")).isEqualTo("\"booked in 2\"");
        assertThat(bookings("ways-plain")).containsExactly(List.of("1"));
        assertThat(bookings("ways-fail")).containsExactly(List.of("2"));
        assertThat(probe.calls("ways-fail")).hasSize(2);
    }

    @Test
    void if_the_workflow_fails_on_the_result_the_instance_is_parked_with_it_and_the_work_is_there_once() {
        begin("ways-poison", "booking", "poison");
        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from instance where workflow_id = 'ways-poison'"
                                + " and parked_error is not null")
                        == 1);
        assertThat(bookings("ways-poison")).hasSize(1);
        assertThat(column("state", "ways-poison")).isEqualTo("COMPLETED");

        probe.turnOff("ways-poison poison");

        assertThat(resultOf("ways-poison", "COMPLETED")).isEqualTo("\"booked in 1\"");
        assertThat(bookings("ways-poison")).hasSize(1);
    }

    @Test
    void a_transactional_attempt_that_is_cut_off_by_a_kill_or_by_its_time_leaves_nothing() {
        begin("ways-late", "booking", "hang");
        assertThat(resultOf("ways-late", "COMPLETED")).isEqualTo("\"booked in 2\"");
        assertThat(bookings("ways-late")).containsExactly(List.of("2"));
        assertThat(probe.notes("ways-late"))
                .as("its id in each attempt")
                .containsExactly("ways-late#1.1", "ways-late#1.1");

        begin("ways-killed", "booking", "hang");
        await().atMost(LIMIT).until(() -> probe.calls("ways-killed").size() == 1);
        assertThat(probe.notes("ways-killed")).containsExactly("ways-killed#1.1");
        server.process().kill();
        server.process().start();

        assertThat(resultOf("ways-killed", "COMPLETED")).isEqualTo("\"booked in 2\"");
        assertThat(bookings("ways-killed")).containsExactly(List.of("2"));
        assertThat(probe.notes("ways-killed"))
                .as("the same id on a server started anew")
                .containsExactly("ways-killed#1.1");
    }

    @Test
    void what_can_not_be_begun_is_told_and_does_not_come_back_at_once() {
        begin("ways-broken", "paced", "1");
        await().atMost(LIMIT).until(() -> column("state", "ways-broken").equals("COMPLETED"));

        probe.change(
                "insert into activity (workflow_id, sequence, ordinal, run, type, method, arguments, state, attempt,"
                        + " sent, scheduled_at, wake_at) values ('ways-broken', 1, 7, 1, 'Paced', 'step', '[]',"
                        + " 'SCHEDULED', 0, 0, current_timestamp, current_timestamp)");
        probe.change("insert into admission (workflow_id, sequence, ordinal, type, admitted)"
                + " values ('ways-broken', 1, 7, 'Paced', true)");

        await().atMost(LIMIT).until(() -> logged() > 0);
        long before = logged();
        await().atMost(LIMIT).until(() -> probe.messages("activities") == 0);
        assertThat(logged()).isLessThan(before + 3);
        probe.change("delete from admission where workflow_id = 'ways-broken'");
        probe.change("delete from activity where workflow_id = 'ways-broken' and ordinal = 7");
    }

    private long logged() {
        return server.log().stream()
                .filter(line -> line.contains("SIGBOX0605") && line.contains("ways-broken"))
                .count();
    }

    private void begin(String id, String what, String how) {
        assertThat(probe.startWith(
                        "clerk", id, "{\"what\":\"%s\",\"key\":\"%s\",\"how\":\"%s\"}".formatted(what, id, how)))
                .isEqualTo("run 1");
    }

    private String resultOf(String id, String status) {
        await().atMost(LIMIT)
                .until(() -> probe.text("select status from instance where workflow_id = ?", id)
                        .equals(status));
        return probe.text("select result from instance where workflow_id = ?", id);
    }

    private String column(String column, String id) {
        return probe.text("select " + column + " from activity where workflow_id = ?", id);
    }

    private List<List<String>> bookings(String id) {
        return probe.rows("select amount from it_booking where reference like ?", id + " %");
    }
}
