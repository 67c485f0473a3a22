package org.signalbox.core.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.FieldValues;

class StepsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "-1.50",
                "\"\"",
                "\"a \\\" ] , [ \\n \u00e4 \ud83d\ude82\"",
                "[]",
                "[[1, 2 ],{\"a\":[]}]",
                "{}",
                "{ \"completed\" : [1] }"
            })
    void every_step_comes_back_as_it_was(String json) {
        List<Step> steps = List.of(
                new Step.Asked("timer \"x\""),
                new Step.Started("Warehouse.reserve"),
                new Step.Ended(7, json),
                new Step.Passed("a condition", 1, Instant.parse("2025-01-01T00:00:00.123456789Z"), Optional.empty()),
                new Step.Passed(
                        "time",
                        0,
                        Instant.parse("1969-12-31T23:59:59.5Z"),
                        Optional.of(FieldValues.of("{\"a\":" + json + "}"))),
                new Step.Ran("name", json),
                new Step.Version("gift", -2));

        assertThat(Steps.read(Steps.write(steps))).isEqualTo(steps);
        assertThat(Steps.read(Steps.write(List.of()))).isEmpty();
    }

    @Test
    void long_results_come_back() {
        List<Step> steps = List.of(
                new Step.Ended(1, "\"" + "x".repeat(200_000) + "\""),
                new Step.Ran("long", "[" + "{\"a\":1},".repeat(20_000) + "{}]"));

        assertThat(Steps.read(Steps.write(steps))).isEqualTo(steps);
    }

    @Test
    void the_form_is_the_one_that_is_stored() {
        String stored = "[[\"a\",\"timer x\"],[\"s\",\"Post.letter\"],[\"e\",1,{\"completed\":5}],"
                + "[\"p\",\"Post.letter\",0,1735689600,5],[\"p\",\"time\",0,1735689600,0,{\"a\":1}],"
                + "[\"r\",\"rate\",1.5],[\"v\",\"gift\",2]]";

        assertThat(Steps.write(Steps.read(stored))).isEqualTo(stored);
        assertThat(Steps.read(stored))
                .element(3)
                .isEqualTo(new Step.Passed(
                        "Post.letter", 0, Instant.parse("2025-01-01T00:00:00.000000005Z"), Optional.empty()));
    }

    @Test
    void parts_that_a_later_version_adds_are_ignored() {
        assertThat(Steps.read("[[\"a\",\"x\",[1],{\"b\":2}],[\"r\",\"n\",[3],4]]"))
                .containsExactly(new Step.Asked("x"), new Step.Ran("n", "[3]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[[\"z\",1]]", "[[1]]", "[[\"a\"]]", "[[\"a\",\"x\""})
    void what_is_no_record_is_refused(String text) {
        assertThatExceptionOfType(BadPayload.class).isThrownBy(() -> Steps.read(text));
    }
}
