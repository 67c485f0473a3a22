package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signalbox.it.server.HealthAnswer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.RestAnswer;
import org.signalbox.it.server.RestCall;
import org.signalbox.it.server.RestClient;
import org.signalbox.it.server.SignalboxServer;
import org.signalbox.it.server.SteppedClock;
import org.signalbox.server.User;

/** The wall clock of a server's machine is stepped while it runs; that of PostgreSQL stays right. */
@Tag("server")
class ClockStepTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration TRUST_AFTER = Duration.ofSeconds(40);
    private static final Duration HOUR = Duration.ofHours(1);

    /** More than the ten years for which the server of the tests keeps journals. */
    private static final Duration YEARS = Duration.ofDays(4000);

    @TempDir
    private static Path directory;

    private static Optional<SteppedClock> steppable = Optional.empty();
    private static Optional<SignalboxServer> started = Optional.empty();

    @BeforeAll
    static void start() {
        steppable = SteppedClock.in(directory);
        assumeThat(steppable).as("a clock that can be stepped").isPresent();
        Map<String, String> environment = new HashMap<>(steppable.get().environment());
        environment.put("JAVA_TOOL_OPTIONS", "-Dsignalbox.clock.trust-after=" + TRUST_AFTER);
        started = Optional.of(SignalboxServer.start("stepped", environment));
    }

    @AfterAll
    static void stop() {
        started.ifPresent(SignalboxServer::close);
    }

    private final SteppedClock clock = steppable.orElseThrow();
    private final SignalboxServer server = started.orElseThrow();
    private final Probe probe = server.probe();
    private final RestClient operator = server.rest(User.OPERATOR);
    private final RestClient sender = server.rest(User.SENDER);

    @AfterEach
    void setRight() {
        clock.setTo(Duration.ZERO);
        await().atMost(LIMIT).until(() -> clocks().path("trusted").asBoolean());
    }

    private JsonNode clocks() {
        return operator.call(RestCall.get("clock")).json();
    }

    private Optional<Duration> doubt() {
        String doubt = clocks().path("servers").path(0).path("doubt").asText();
        return Optional.of(doubt).filter(d -> !d.isEmpty()).map(Duration::parse);
    }

    private long logged(String words) {
        return server.log().stream().filter(line -> line.contains(words)).count();
    }

    private void beatEachSecond(String workflowId) {
        assertThat(sender.call(RestCall.signal(workflowId, "every", "\"PT1S\"").with("workflowType", "clockwork"))
                        .status())
                .isLessThan(300);
        awaitBeats(workflowId, 2);
    }

    private void awaitBeats(String workflowId, int more) {
        int before = probe.query(workflowId, "rings").size();
        await().atMost(LIMIT).until(() -> probe.query(workflowId, "rings").size() >= before + more);
    }

    private void schedule(String id, String every, String catchUp, String workflowId) {
        String json = "{\"every\":\"" + every + "\",\"catchUp\":\"" + catchUp + "\",\"signal\":{\"workflowId\":\""
                + workflowId + "\",\"signal\":\"note\","
                + "\"workflowType\":\"ledger\",\"payload\":{\"sender\":\"clock\",\"number\":1}}}";
        assertThat(operator.call(RestCall.of("PUT", "/schedules/" + id).json(json))
                        .status())
                .isEqualTo(201);
    }

    private JsonNode schedule(String id) {
        return operator.call(RestCall.get("schedules", id)).json();
    }

    private void awaitScheduled(String id, int more) {
        long before = schedule(id).path("done").asLong();
        await().atMost(LIMIT).until(() -> schedule(id).path("done").asLong() >= before + more);
    }

    private RestAnswer start(String workflowId, String option, String value) {
        return sender.call(
                RestCall.post("workflows", "ledger", "instances", workflowId).with(option, value));
    }

    private String status(String workflowId) {
        return operator.call(RestCall.get("instances", workflowId)).text("status");
    }

    /** A timer, a start with a delay and an attempt after a back-off, each of a second at most. */
    private void awaitAllThatWaits(String name) {
        start(name + "-delayed", "startDelay", "PT1S");
        sender.call(
                RestCall.signal(name + "-errands", "order", "{\"chore\":\"FAIL_AT_FIRST\",\"key\":\"" + name + "\"}")
                        .with("workflowType", "errands"));
        sender.call(RestCall.signal(name + "-once", "after", "\"PT1S\"").with("workflowType", "clockwork"));
        await().atMost(LIMIT).until(() -> probe.calls(name).size() == 3);
        await().atMost(LIMIT).until(() -> !probe.query(name + "-once", "rings").isEmpty());
        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from journal where workflow_id = '" + name
                                + "-delayed' and state = 'HANDLED'")
                        == 1);
    }

    @Test
    void after_a_step_back_and_after_it_is_undone_what_is_due_comes_within_seconds() {
        beatEachSecond("step-beat");
        schedule("step-each-second", "PT1S", "PT5S", "step-ledger");
        awaitScheduled("step-each-second", 2);

        clock.setTo(HOUR.negated());
        awaitBeats("step-beat", 3);
        awaitScheduled("step-each-second", 3);
        awaitAllThatWaits("step-back");
        assertThat(logged("SIGBOX0303")).isPositive();

        clock.setTo(Duration.ZERO);
        awaitBeats("step-beat", 3);
        awaitScheduled("step-each-second", 3);
        awaitAllThatWaits("step-right");
        assertThat(doubt()).isEmpty();

        for (int step = 1; step <= 4; step++) {
            clock.setTo(Duration.ofSeconds(step % 2 == 0 ? -8 : 3));
            awaitBeats("step-beat", 2);
            awaitScheduled("step-each-second", 1);
        }
        operator.call(RestCall.of("DELETE", "/schedules/step-each-second"));
    }

    @Test
    void a_while_in_a_later_year_ends_nothing_forgets_nothing_and_leaves_nothing_standing() {
        beatEachSecond("year-beat");
        schedule("year-each-second", "PT1S", "PT1H", "year-ledger");
        schedule("year-nightly", "P1D", "PT1H", "year-ledger");
        start("year-limited", "runTimeout", "P30D");
        RestCall once = RestCall.note("year-ledger", 7).id("once");
        assertThat(sender.call(once.with("wait", "handled")).outcome()).isEqualTo("HANDLED");
        sender.call(RestCall.signal("year-nobody", "note", "{\"sender\":\"rest\",\"number\":1}")
                .id("early")
                .with("holdFor", "P30D"));
        sender.call(
                RestCall.post("workflows", "depot", "instances", "year-depot").json("5"));
        RestCall update = RestCall.update("year-depot", "reserve", "1").id("u1");
        String answer = sender.call(update).text("result");
        int looks = probe.query("year-beat", "rings").size();

        clock.setTo(YEARS);
        await().atMost(LIMIT).until(() -> doubt().isPresent());
        // all that is swept is swept within ten seconds
        await().atMost(LIMIT).until(() -> probe.query("year-beat", "rings").size() >= looks + 12);
        awaitScheduled("year-each-second", 2);
        awaitAllThatWaits("year-doubt");
        assertThat(doubt().orElseThrow()).isCloseTo(YEARS, Duration.ofSeconds(1));
        assertThat(HealthAnswer.of(started.orElseThrow().process())
                        .check("signalbox-clock")
                        .orElseThrow()
                        .at("/data/trouble")
                        .asText())
                .contains("jumped forward");
        clock.setTo(Duration.ZERO);
        await().atMost(LIMIT).until(() -> doubt().isEmpty());

        awaitBeats("year-beat", 3);
        awaitScheduled("year-each-second", 3);
        assertThat(schedule("year-each-second").path("missed").asLong()).isZero();
        assertThat(schedule("year-nightly").path("missed").asLong()).isZero();
        assertThat(Instant.parse(schedule("year-nightly").path("next").path(0).asText()))
                .isBefore(Instant.now().plus(Duration.ofDays(1)));
        assertThat(status("year-limited")).isEqualTo("RUNNING");
        assertThat(sender.call(RestCall.get("receipts", "year-nobody", "early")).outcome())
                .isEqualTo("HELD");
        assertThat(sender.call(once).outcome()).isEqualTo("DUPLICATE");
        assertThat(sender.call(update).text("result")).isEqualTo(answer);
        assertThat(probe.query("year-depot", "left").asInt()).isEqualTo(4);
        assertThat(logged("SIGBOX0304")).isPositive();
        assertThat(logged("SIGBOX0305")).isPositive();
        operator.call(RestCall.of("DELETE", "/schedules/year-each-second"));
        operator.call(RestCall.of("DELETE", "/schedules/year-nightly"));
    }

    /** The embedded database has the server's own clock; PostgreSQL contradicts, and only an operator's word counts. */
    @Test
    void a_jump_beyond_the_limit_is_trusted_when_it_has_lasted_or_an_operator_confirms_it() {
        sender.call(RestCall.signal("kept-once", "after", "\"PT15M\"").with("workflowType", "clockwork"));
        await().atMost(LIMIT).until(() -> probe.query("kept-once", "set").size() == 1);
        clock.setTo(Duration.ofMinutes(20));
        await().atMost(LIMIT).until(() -> doubt().isPresent());
        assertThat(probe.query("kept-once", "rings")).isEmpty();

        RestCall trust = RestCall.post("clock", "trust").with("reason", "the machine was suspended");
        assertThat(sender.call(trust).status()).isEqualTo(403);
        assertThat(operator.call(trust.with("server", "nobody")).status()).isEqualTo(404);
        boolean contradicted = System.getProperty("signalbox.it.database", "h2").equals("postgresql");
        if (contradicted) {
            assertThat(operator.call(trust).status()).isEqualTo(200);
        }
        await().atMost(TRUST_AFTER.plus(LIMIT))
                .until(() -> !probe.query("kept-once", "rings").isEmpty());

        await().atMost(LIMIT).until(() -> logged(contradicted ? "SIGBOX0307" : "SIGBOX0306") == 1);
        assertThat(logged("Confirmed by operator: the machine was suspended")).isEqualTo(contradicted ? 1 : 0);
        assertThat(operator.call(trust).reason()).isEqualTo("INVALID");
    }

    @Test
    void a_restart_does_not_make_a_jump_trusted() {
        start("again-limited", "runTimeout", "P30D");
        clock.setTo(YEARS);
        // a server that is killed before it has written so knows nothing of the jump: the embedded database has no
        // other clock
        await().atMost(LIMIT)
                .until(() -> probe.number("select count(*) from server_clock where doubt_since is not null") == 1);

        server.process().kill();
        server.process().start();

        beatEachSecond("again-beat");
        assertThat(doubt()).isPresent();
        assertThat(status("again-limited")).isEqualTo("RUNNING");
    }
}
