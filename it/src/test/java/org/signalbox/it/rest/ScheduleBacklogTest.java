package org.signalbox.it.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.server.User;

/** A schedule that has much to catch up keeps nobody waiting. */
@OnServer
class ScheduleBacklogTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final RestClient operator;
    private final Sender sender;

    ScheduleBacklogTest(SignalboxServer server, Sender sender) {
        this.probe = server.probe();
        this.operator = server.rest(User.OPERATOR);
        this.sender = sender;
    }

    @AfterEach
    void end() {
        List.of("behind", "beside")
                .forEach(id -> operator.call(RestCall.of("DELETE", "/schedules/" + RestCall.encoded(id))));
    }

    private RestAnswer define(String id, String timing) {
        return operator.call(RestCall.of("PUT", "/schedules/" + RestCall.encoded(id))
                .json("{" + timing + ",\"signal\":{\"workflowId\":\"backlog-" + id + "\",\"signal\":\"note\","
                        + "\"workflowType\":\"ledger\",\"payload\":{\"sender\":\"clock\",\"number\":1}}}"));
    }

    private long number(String id, String property) {
        return operator.call(RestCall.get("schedules", id))
                .json()
                .path(property)
                .asLong();
    }

    @Test
    void thirty_days_of_seconds_hold_up_neither_timers_nor_other_schedules() {
        assertThat(define(
                                "behind",
                                "\"catchUp\":\"PT1H\",\"calendar\":{\"second\":\"*\",\"minute\":\"*\",\"hour\":\"0-23\","
                                        + "\"timezone\":\"Europe/Berlin\"}")
                        .status())
                .isEqualTo(201);
        define("beside", "\"every\":\"PT1S\"");
        Instant first = Instant.now().minus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
        probe.change(
                "update schedule set progression = '{\"paused\":false,\"next\":\"" + first
                        + "\",\"pending\":[],\"asked\":false,\"last\":null,\"done\":0,\"skipped\":0,\"missed\":0,"
                        + "\"trouble\":null}', wake_at = current_timestamp where id = ?",
                "behind");
        long before = number("beside", "done");

        sender.ask(Draft.text("\"PT1S\"").signal("after").to("backlog-timer").starting("clockwork"));
        await().atMost(LIMIT).until(() -> !probe.query("backlog-timer", "rings").isEmpty());
        await().atMost(LIMIT).until(() -> number("beside", "done") > before);
        await().atMost(LIMIT).until(() -> number("behind", "done") >= 3600);

        RestAnswer behind = operator.call(RestCall.get("schedules", "behind"));
        assertThat(behind.json().path("missed").asLong()).isBetween(30 * 86_400L - 3_600, 30 * 86_400L);
        assertThat(behind.json().at("/lastMissed/from").asText()).isEqualTo(first.toString());
        assertThat(probe.number(
                        "select count(*) from journal where workflow_id = 'backlog-behind' and kind = 'SIGNAL'"))
                .isGreaterThanOrEqualTo(3600);
    }

    @Test
    void what_never_comes_and_what_lies_too_far_is_refused() {
        assertThat(define("behind", "\"calendar\":{\"year\":\"2020\"}").text("detail"))
                .contains("never comes");
        assertThat(define("behind", "\"every\":\"P99999999D\"").status()).isEqualTo(400);
        assertThat(define("behind", "\"every\":\"PT1H\",\"from\":\"+10000-01-01T00:00:00Z\"")
                        .status())
                .isEqualTo(400);
        define("behind", "\"every\":\"P1D\"");
        RestCall all = RestCall.post("schedules", "behind", "backfill").with("from", "0001-01-01T00:00:00Z");
        assertThat(operator.call(all.with("to", "9999-01-01T00:00:00Z")).status())
                .isEqualTo(400);
    }
}
