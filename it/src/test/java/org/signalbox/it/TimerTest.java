package org.signalbox.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.signalbox.it.server.Draft;
import org.signalbox.it.server.OnServer;
import org.signalbox.it.server.Probe;
import org.signalbox.it.server.Sender;
import org.signalbox.it.server.SignalboxServer;

/** Timers come when they are due and not before, as long as nobody takes them back. */
@OnServer
class TimerTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Probe probe;
    private final Sender sender;

    TimerTest(SignalboxServer server, Sender sender) {
        this.probe = server.probe();
        this.sender = sender;
    }

    @Test
    void a_timer_comes_once_and_not_early() {
        tell("timer-once", "after", "PT1.5S");

        await().atMost(LIMIT).until(() -> !times("timer-once", "rings").isEmpty());
        tell("timer-once", "after", "PT1S");
        await().atMost(LIMIT).until(() -> times("timer-once", "rings").size() == 2);

        List<Instant> rings = times("timer-once", "rings");
        List<Instant> set = times("timer-once", "set");
        assertThat(rings.get(0))
                .isBetween(set.get(0).plusMillis(1500), set.get(0).plusSeconds(20));
        assertThat(rings.get(1)).isAfterOrEqualTo(set.get(1).plusSeconds(1));
        assertThat(timers("timer-once")).isZero();
    }

    @Test
    void a_timer_without_a_delay_comes_at_once() {
        tell("timer-now", "after", "PT0S");

        await().atMost(LIMIT).until(() -> times("timer-now", "rings").size() == 1);
    }

    @Test
    void a_periodic_timer_keeps_its_rhythm_until_its_instance_ends() {
        tell("timer-beat", "every", "PT1S");

        await().atMost(LIMIT).until(() -> times("timer-beat", "rings").size() >= 4);
        Instant begin = times("timer-beat", "set").get(0);
        List<Instant> rings = times("timer-beat", "rings");
        assertThat(rings.stream().map(ring -> Duration.between(begin, ring).toSeconds()))
                .as("whole seconds since it was set: never two calls in one interval, none before the first")
                .doesNotHaveDuplicates()
                .isSorted()
                .allMatch(second -> second >= 1);
        long due = new BigDecimal(
                        probe.text("select extract(epoch from due_at) from timer where workflow_id = 'timer-beat'"))
                .movePointRight(6)
                .longValueExact();
        assertThat((due - ChronoUnit.MICROS.between(Instant.EPOCH, begin)) % 1_000_000)
                .as("the next one is whole seconds after")
                .isZero();

        assertThat(sender.ask(Draft.empty().signal("close").to("timer-beat")).outcome())
                .isEqualTo("HANDLED");
        assertThat(timers("timer-beat")).isZero();
    }

    @Test
    void a_cancelled_timer_does_not_come() {
        tell("timer-cancelled", "after", "PT2S");
        assertThat(sender.ask(Draft.text("\"once\"").signal("cancel").to("timer-cancelled"))
                        .outcome())
                .isEqualTo("HANDLED");
        tell("timer-later", "after", "PT3S");

        await().atMost(LIMIT).until(() -> times("timer-later", "rings").size() == 1);

        assertThat(times("timer-cancelled", "rings")).isEmpty();
        assertThat(timers("timer-cancelled")).isZero();
    }

    @Test
    void cancelling_a_timer_that_is_not_set_does_nothing() {
        tell("timer-none", "after", "PT1H");

        assertThat(sender.ask(Draft.text("\"beat\"").signal("cancel").to("timer-none"))
                        .outcome())
                .isEqualTo("HANDLED");
        assertThat(timers("timer-none")).isEqualTo(1);
    }

    @Test
    void a_timer_set_again_is_replaced() {
        tell("timer-replaced", "after", "PT2S");
        tell("timer-replaced", "after", "PT4S");

        await().atMost(LIMIT).until(() -> !times("timer-replaced", "rings").isEmpty());

        assertThat(times("timer-replaced", "rings")).hasSize(1);
        assertThat(times("timer-replaced", "rings").get(0))
                .isAfterOrEqualTo(times("timer-replaced", "set").get(1).plusSeconds(4));
        assertThat(timers("timer-replaced")).isZero();
    }

    @Test
    void a_timer_may_be_set_again_by_its_own_handler() {
        tell("timer-again", "again", "PT0.1S");

        await().atMost(LIMIT).until(() -> times("timer-again", "rings").size() == 3);

        assertThat(timers("timer-again")).isZero();
        assertThat(probe.number("select count(*) from journal where workflow_id = 'timer-again' and kind = 'TIMER'"
                        + " and handled_at > accepted_at"))
                .as("handled later than accepted: the first attempt has failed")
                .isZero();
    }

    private void tell(String id, String signal, String duration) {
        assertThat(sender.ask(Draft.text("\"" + duration + "\"")
                                .signal(signal)
                                .to(id)
                                .starting("clockwork"))
                        .outcome())
                .isEqualTo("HANDLED");
    }

    private List<Instant> times(String id, String query) {
        JsonNode answer = probe.query(id, query);
        return StreamSupport.stream(answer.spliterator(), false)
                .map(ring -> Instant.parse(ring.path("at").asText()))
                .toList();
    }

    private long timers(String id) {
        return probe.number("select count(*) from timer where workflow_id = ?", id);
    }
}
