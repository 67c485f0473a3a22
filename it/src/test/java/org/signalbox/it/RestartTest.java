package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** What there was before a server was stopped is there when it has started again, and what came due meanwhile is done. */
@OnServer
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final SignalboxServer server;
    private final Probe probe;
    private Instant stopped = Instant.EPOCH;
    private Instant started = Instant.EPOCH;
    private String pictureBefore = "";

    RestartTest(SignalboxServer server) {
        this.server = server;
        this.probe = server.probe();
    }

    @BeforeAll
    void prepare_and_restart() {
        try (Sender sender = server.sender()) {
            handled(sender, Draft.empty().signal("fill").to("restart-state").starting("everything"));
            pictureBefore = probe.query("restart-state", "picture").toString();
            handled(
                    sender,
                    Draft.text("\"PT1S\"").signal("every").to("restart-beat").starting("clockwork"));
            handled(
                    sender,
                    Draft.text("\"PT3S\"").signal("after").to("restart-once").starting("clockwork"));
            handled(sender, Draft.note("a", 1).to("restart-queue").starting("ledger"));
            assertThat(sender.ask(Draft.text("{\"number\":1,\"poison\":\"restart-parked\"}")
                                    .signal("work")
                                    .to("restart-parked")
                                    .starting("fragile"))
                            .outcome())
                    .isEqualTo("PARKED");
            assertThat(sender.ask(Draft.note("early", 1).to("restart-held").with("holdFor", "PT1H"))
                            .outcome())
                    .isEqualTo("HELD");
            sender.send(Draft.note("a", 2).to("restart-queue").deliveredAfter(Duration.ofSeconds(2)));
        }
        stopped = Instant.now();
        server.process().stop();
        // all that is set above comes due while no server runs
        await().atMost(LIMIT).until(() -> Instant.now().isAfter(stopped.plusSeconds(5)));
        server.process().start();
        started = Instant.now();
    }

    @Test
    void fields_of_every_kind_are_as_they_were() {
        assertThat(probe.query("restart-state", "picture")).hasToString(pictureBefore);
        assertThat(pictureBefore)
                .contains("from above", "Optional[Point[x=5, y=6]] Optional.empty OptionalInt[9]", "[Europe/Berlin]")
                .contains("12345678901234567890.1200")
                .contains("\"forgotten\":\"0\"");

        try (Sender sender = server.sender()) {
            handled(sender, Draft.empty().signal("touch").to("restart-state"));
        }

        assertThat(probe.query("restart-state", "picture"))
                .as("after another turn")
                .hasToString(pictureBefore);
    }

    @Test
    void a_timer_that_came_due_meanwhile_comes_now() {
        await().atMost(LIMIT).until(() -> rings("restart-once").size() == 1);
    }

    @Test
    void a_periodic_timers_missed_times_are_caught_up_by_one_call() {
        await().atMost(LIMIT)
                .until(() -> rings("restart-beat").stream().anyMatch(ring -> ring.isAfter(started.plusSeconds(2))));
        Instant begin = probe.query("restart-beat", "set").findValuesAsText("at").stream()
                .map(Instant::parse)
                .findFirst()
                .orElseThrow();

        List<Instant> rings = rings("restart-beat");

        assertThat(rings.stream().filter(ring -> ring.isAfter(stopped)))
                .as("not one for each of the seconds missed")
                .hasSizeLessThan((int) Duration.between(stopped, rings.get(rings.size() - 1))
                                .toSeconds()
                        - 2);
        assertThat(rings.stream().map(ring -> Duration.between(begin, ring).toSeconds()))
                .as("at most one call in each interval of the rhythm")
                .doesNotHaveDuplicates();
    }

    @Test
    void a_message_that_waited_in_the_queue_is_handled() {
        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(probe.query("restart-queue", "notes")).hasToString("[\"a:1\",\"a:2\"]"));
    }

    @Test
    void a_parked_instance_is_still_parked_and_goes_on_when_it_is_healed() {
        assertThat(probe.text("select parked_error from instance where workflow_id = 'restart-parked'"))
                .contains("poisonous");

        probe.turnOff("restart-parked");

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(probe.query("restart-parked", "done")).hasToString("[1]"));
    }

    @Test
    void a_held_signal_is_still_held() {
        assertThat(probe.start("ledger", "restart-held")).isEqualTo("run 1");

        await().atMost(LIMIT)
                .untilAsserted(
                        () -> assertThat(probe.query("restart-held", "notes")).hasToString("[\"early:1\"]"));
    }

    private static void handled(Sender sender, Draft draft) {
        assertThat(sender.ask(draft).outcome()).isEqualTo("HANDLED");
    }

    private List<Instant> rings(String id) {
        JsonNode rings = probe.query(id, "rings");
        return StreamSupport.stream(rings.spliterator(), false)
                .map(ring -> Instant.parse(ring.path("at").asText()))
                .toList();
    }
}
