package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** Schedules over HTTP: what is due is carried out once, whatever is in the way. */
@OnServer
class RestScheduleTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String FAR = "\"calendar\":{\"hour\":\"2\",\"minute\":\"30\",\"timezone\":\"Europe/Berlin\"},";

    private final Probe probe;
    private final RestClient operator;

    RestScheduleTest(SignalboxServer server) {
        probe = server.probe();
        operator = server.rest(User.OPERATOR);
    }

    @AfterEach
    void end() {
        operator.call(RestCall.get("schedules")).items("id").forEach(id -> operator.call(call("DELETE", id, "")));
    }

    private static RestCall call(String method, String id, String json) {
        RestCall call = RestCall.of(method, "/schedules/" + RestCall.encoded(id));
        return json.isEmpty() ? call : call.json(json);
    }

    private RestAnswer define(String id, String json) {
        return operator.call(call("PUT", id, "{" + json + "}"));
    }

    private static String note(String workflowId) {
        return "\"signal\":{\"workflowId\":\"" + workflowId + "\",\"signal\":\"note\",\"workflowType\":\"ledger\","
                + "\"payload\":{\"sender\":\"clock\",\"number\":1}}";
    }

    private static String start(String workflowId, String overlap) {
        return "\"overlap\":\"" + overlap + "\",\"start\":{\"workflowType\":\"depot\",\"workflowId\":\"" + workflowId
                + "\",\"input\":5}";
    }

    private RestAnswer schedule(String id) {
        return operator.call(RestCall.get("schedules", id));
    }

    private long number(String id, String property) {
        return schedule(id).json().path(property).asLong();
    }

    private List<List<String>> signalIds(String workflowId) {
        return probe.rows(
                "select signal_id from journal where workflow_id = ? and kind = 'SIGNAL' order by sequence",
                workflowId);
    }

    @Test
    void a_signal_is_sent_once_for_each_due_time_until_it_is_paused_and_deleted() {
        assertThat(define("beat", "\"every\":\"PT1S\"," + note("schedule-beat")).status())
                .isEqualTo(201);

        await().atMost(LIMIT).until(() -> number("beat", "done") >= 3);
        operator.call(RestCall.post("schedules", "beat", "pause"));
        await().atMost(LIMIT)
                .until(() -> schedule("beat").json().path("pending").isEmpty());
        List<List<String>> sent = signalIds("schedule-beat");
        Instant first = Instant.parse(sent.get(0).get(0).substring("schedule beat ".length()));

        assertThat(sent).hasSize((int) number("beat", "done")).doesNotHaveDuplicates();
        assertThat(sent.get(1).get(0)).isEqualTo("schedule beat " + first.plusSeconds(1));
        assertThat(schedule("beat").text("paused")).isEqualTo("true");
        assertThat(operator.call(call("DELETE", "beat", "")).status()).isEqualTo(204);
        assertThat(schedule("beat").status()).isEqualTo(404);
        assertThat(signalIds("schedule-beat")).isEqualTo(sent);
    }

    @Test
    void a_schedule_can_be_triggered_and_filled_back() {
        define("far", FAR + note("schedule-far"));

        operator.call(RestCall.post("schedules", "far", "trigger"));
        operator.call(RestCall.post("schedules", "far", "backfill")
                .with("from", "2026-03-28T00:00:00Z")
                .with("to", "2026-03-30T12:00:00Z"));

        await().atMost(LIMIT).until(() -> number("far", "done") == 4);
        assertThat(signalIds("schedule-far").subList(1, 4))
                .containsExactly(
                        List.of("schedule far 2026-03-28T01:30:00Z"),
                        List.of("schedule far 2026-03-29T01:00:00Z"),
                        List.of("schedule far 2026-03-30T00:30:00Z"));
        operator.call(RestCall.post("schedules", "far", "backfill")
                .with("from", "2026-03-28T00:00:00Z")
                .with("to", "2026-03-28T12:00:00Z"));
        await().atMost(LIMIT).until(() -> number("far", "done") == 5);
        assertThat(signalIds("schedule-far")).as("the same time again").hasSize(4);
        assertThat(operator.call(RestCall.post("schedules", "far", "backfill")
                                .with("from", "1990-01-01T00:00:00Z")
                                .with("to", "2026-03-28T12:00:00Z"))
                        .reason())
                .isEqualTo("TOO_LARGE");
    }

    @Test
    void nothing_is_started_while_the_one_before_runs_if_that_is_to_be_skipped() {
        define("skip", "\"every\":\"PT1S\"," + start("schedule-skip", "SKIP"));

        await().atMost(LIMIT).until(() -> number("skip", "skipped") >= 2);

        assertThat(number("skip", "done")).isEqualTo(1);
        operator.call(RestCall.post("instances", "schedule-skip", "signals", "end"));
        await().atMost(LIMIT).until(() -> number("skip", "done") == 2);
    }

    @Test
    void one_that_is_buffered_starts_when_the_one_before_has_ended() {
        define("buffer", FAR + start("schedule-buffer", "BUFFER_ALL"));
        operator.call(RestCall.post("schedules", "buffer", "trigger"));
        operator.call(RestCall.post("schedules", "buffer", "trigger"));
        await().atMost(LIMIT).until(() -> number("buffer", "done") == 1);
        assertThat(schedule("buffer").json().path("pending")).hasSize(1);

        operator.call(RestCall.post("instances", "schedule-buffer", "signals", "end"));

        await().atMost(LIMIT).until(() -> number("buffer", "done") == 2);
        assertThat(probe.number("select run from instance where workflow_id = 'schedule-buffer'"))
                .isEqualTo(2);
    }

    @Test
    void the_one_before_can_be_terminated_or_cancelled_or_left_alone() {
        for (String overlap : List.of("TERMINATE_OTHER", "CANCEL_OTHER", "ALLOW")) {
            define(overlap, FAR + start("schedule-" + overlap, overlap));
            operator.call(RestCall.post("schedules", overlap, "trigger"));
            await().atMost(LIMIT).until(() -> number(overlap, "done") == 1);
            operator.call(RestCall.post("schedules", overlap, "trigger"));
            await().atMost(LIMIT).until(() -> number(overlap, "done") == 2);
        }

        assertThat(probe.rows("select run, status from instance where workflow_id in"
                        + " ('schedule-TERMINATE_OTHER', 'schedule-CANCEL_OTHER')"))
                .containsExactly(List.of("2", "RUNNING"), List.of("2", "RUNNING"));
        assertThat(probe.rows("select run, status from instance where workflow_id like 'schedule-ALLOW %'"))
                .containsExactly(List.of("1", "RUNNING"), List.of("1", "RUNNING"));
    }

    @Test
    void what_can_not_be_carried_out_is_told_and_the_schedule_goes_on() {
        define("trouble", FAR + note("schedule-trouble").replace("\"ledger\"", "\"nothing\""));

        operator.call(RestCall.post("schedules", "trouble", "trigger"));

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(schedule("trouble").text("trouble")).contains("no workflow 'nothing'"));
        assertThat(probe.number("select count(*) from undeliverable where workflow_id = 'schedule-trouble'"))
                .isEqualTo(1);
    }

    @Test
    void a_schedule_tells_its_next_times_and_can_be_defined_anew() {
        define("anew", FAR + note("schedule-anew"));
        assertThat(schedule("anew").json().path("next")).hasSize(5);
        assertThat(schedule("anew").json().at("/definition/calendar/timezone").asText())
                .isEqualTo("Europe/Berlin");

        RestAnswer changed =
                define("anew", "\"every\":\"P1D\",\"from\":\"2126-01-01T00:00:00Z\"," + note("schedule-anew"));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().at("/next/0").asText()).isEqualTo("2126-01-01T00:00:00Z");
        assertThat(operator.call(RestCall.get("schedules")).items("id")).contains("anew");
    }

    @Test
    void what_is_wrong_is_told() {
        RestAnswer wrong = define("wrong", "\"calendar\":{\"hour\":\"25\"}," + note("schedule-wrong"));

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text("detail")).contains("Field 'hour'");
        assertThat(schedule("wrong").status()).isEqualTo(404);
        assertThat(operator.call(RestCall.post("schedules", "wrong", "trigger")).status())
                .isEqualTo(404);
        assertThat(define("x".repeat(101), FAR + note("schedule-wrong")).status())
                .isEqualTo(400);
    }
}
