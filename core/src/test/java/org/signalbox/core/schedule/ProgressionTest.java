package org.signalbox.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signalbox.core.machine.Request;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;

class ProgressionTest {

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:30:00Z");

    private static Definition hourly(String more) {
        return Definition.read("{\"every\":\"PT1H\"," + more
                + "\"start\":{\"workflowType\":\"report\",\"workflowId\":\"R\",\"input\":{\"n\":1.50}}}");
    }

    private static Progression after(Definition definition, Duration time) {
        return Progression.begin(definition, BEGIN).advance("s", definition, BEGIN.plus(time));
    }

    private static List<String> hours(List<Instant> times) {
        return times.stream().map(t -> t.toString().substring(11, 16)).toList();
    }

    @Test
    void what_has_come_due_is_pending_once_and_in_order() {
        Definition definition = hourly("\"catchUp\":\"P1D\",");

        Progression first = after(definition, Duration.ofMinutes(151));
        Progression second = first.advance("s", definition, BEGIN.plus(Duration.ofMinutes(155)));

        assertThat(hours(first.pending())).containsExactly("01:00", "02:00", "03:00");
        assertThat(first.next()).contains(Instant.parse("2026-01-01T04:00:00Z"));
        assertThat(second).isEqualTo(first);
        assertThat(hours(first.carriedOut().passedOver().pending())).containsExactly("03:00");
    }

    @Test
    void what_is_later_than_may_be_is_missed() {
        Progression late = after(hourly("\"catchUp\":\"PT30M\","), Duration.ofMinutes(200));

        assertThat(late.pending()).isEmpty();
        assertThat(late.missed()).isEqualTo(3);
        assertThat(hours(after(hourly("\"catchUp\":\"PT30M\","), Duration.ofMinutes(160))
                        .pending()))
                .containsExactly("03:00");
    }

    @Test
    void a_pause_drops_what_comes_due_meanwhile() {
        Definition definition = hourly("");
        Progression paused = Progression.begin(definition, BEGIN)
                .pause(true)
                .advance("s", definition, BEGIN.plus(Duration.ofMinutes(40)))
                .pause(false)
                .advance("s", definition, BEGIN.plus(Duration.ofMinutes(95)));

        assertThat(hours(paused.pending())).containsExactly("02:00");
    }

    @Test
    void there_is_a_first_and_a_last_time() {
        Definition definition =
                hourly("\"from\":\"2026-01-01T05:15:00Z\",\"until\":\"2026-01-01T06:15:00Z\",\"catchUp\":\"P1D\",");

        Progression all = after(definition, Duration.ofHours(12));

        assertThat(hours(all.pending())).containsExactly("05:15", "06:15");
        assertThat(all.next()).isEmpty();
    }

    @Test
    void jitter_puts_off_each_time_by_a_part_that_stays_the_same() {
        Definition definition = hourly("\"jitter\":\"PT30M\",");
        Instant due = Instant.parse("2026-01-01T01:00:00Z");
        Instant then = definition.carriedOutAt("s", due);

        assertThat(then).isBetween(due, due.plus(Duration.ofMinutes(30))).isEqualTo(definition.carriedOutAt("s", due));
        assertThat(definition.carriedOutAt("other", due)).isNotEqualTo(then);
        Progression before = Progression.begin(definition, BEGIN).advance("s", definition, then.minusMillis(1));
        assertThat(before.pending()).isEmpty();
        assertThat(before.wakeAt("s", definition, BEGIN)).contains(then);
        assertThat(before.advance("s", definition, then).pending()).containsExactly(due);
    }

    @Test
    void of_several_that_wait_only_the_newest_stays_if_one_may() {
        Progression many = after(hourly("\"catchUp\":\"P1D\","), Duration.ofMinutes(151));

        DueTimes times = hourly("").times();
        assertThat(hours(many.blockedButNewest(times).pending())).containsExactly("03:00");
        assertThat(many.blockedButNewest(times).skipped()).isEqualTo(2);
        assertThat(many.blocked(true).pending()).hasSize(3);
    }

    @Test
    void requests_are_the_same_for_the_same_time() {
        Definition start = hourly("");
        Definition allowed = hourly("\"overlap\":\"ALLOW\",");
        Definition signal = Definition.read("{\"calendar\":{\"hour\":\"2\",\"timezone\":\"Europe/Berlin\"},"
                + "\"signal\":{\"workflowId\":\"R\",\"signal\":\"go\",\"workflowType\":\"report\"}}");

        assertThat(start.request("s", BEGIN))
                .isEqualTo(new Request.Start(start.target(BEGIN), "report", Optional.of("{\"n\":1.50}")));
        assertThat(start.target(BEGIN)).hasToString("R");
        assertThat(allowed.target(BEGIN)).hasToString("R 2026-01-01T00:30:00Z");
        assertThat(((Request.Signal) signal.request("s", BEGIN)).signalId())
                .hasToString("schedule s 2026-01-01T00:30:00Z");
        assertThat(signal.times().next(BEGIN)).contains(Instant.parse("2026-01-01T01:00:00Z"));
        assertThat(Definition.read(Json.write(signal))).isEqualTo(signal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'start':{'workflowType':'a','workflowId':'b'}}|either 'every' or 'calendar'",
                "{'every':'PT1H'}|either 'start' or 'signal'",
                "{'every':'PT0.5S','signal':{'workflowId':'a','signal':'b'}}|a second or longer",
                "{'every':'PT1H','jitter':'-PT1S','signal':{'workflowId':'a','signal':'b'}}|negative",
                "{'calendar':{'hour':'25'},'signal':{'workflowId':'a','signal':'b'}}|Field 'hour'",
                "{'calendar':{'timezone':'Mars'},'signal':{'workflowId':'a','signal':'b'}}|Mars",
                "{'every':'PT1H','signal':{'workflowId':' ','signal':'b'}}|workflow id is empty",
                "{'every':'PT1H','signal':{'workflowId':'a'}}|'signal' needs the property 'signal'",
                "{'every':'PT1H','start':{'workflowId':'a'}}|'start' needs the property 'workflowType'",
                "{'calendar':{'hours':'2'},'signal':{'workflowId':'a','signal':'b'}}|no property 'hours' in 'calendar'",
                "{'every':'PT1H','jiter':'PT1M','signal':{'workflowId':'a','signal':'b'}}|no property 'jiter'"
            })
    void what_is_wrong_is_told(String json, String told) {
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> Definition.read(json.replace('\'', '"')))
                .withMessageContaining(told);
    }
}
