package org.signalbox.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.client.Reason;
import org.signalbox.client.Refused;

/** What only a new definition has to fulfil. */
class DefinitionTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static Definition definition(String properties) {
        return Definition.read(("{" + properties + ",'signal':{'workflowId':'a','signal':'b'}}").replace('\'', '"'));
    }

    private static void check(Definition definition) {
        StoredSchedule.check(definition, Optional.empty(), NOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'calendar':{'year':'2020'}",
                "'calendar':{'dayOfMonth':'30','month':'2'}",
                "'calendar':{'dayOfMonth':'31','month':'Feb,Apr,Jun,Sep,Nov','second':'*','minute':'*','hour':'*'}",
                "'calendar':{'dayOfMonth':'5th Mon','month':'Feb','year':'2027'}",
                "'calendar':{'year':'2500'}",
                "'every':'PT1H','until':'2025-12-31T00:00:00Z'",
                "'every':'PT1H','from':'2027-01-01T00:00:00Z','until':'2026-12-31T00:00:00Z'",
                "'calendar':{},'from':'2026-05-01T00:00:01Z','until':'2026-05-01T23:59:59Z'"
            })
    void what_never_comes_is_refused_at_once(String properties) {
        Definition never = definition(properties);
        Instant begun = Instant.now();

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> check(never))
                .withMessageContaining("never comes")
                .extracting(Refused::reason)
                .isEqualTo(Reason.BAD_PAYLOAD);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'calendar':{'year':'2027'}",
                "'calendar':{'dayOfMonth':'29','month':'2'}",
                "'every':'P3650D'",
                "'every':'PT1H','from':'2090-01-01T00:00:00Z','jitter':'P36500D','catchUp':'P36500D'"
            })
    void what_comes_some_day_is_taken(String properties) {
        assertThatCode(() -> check(definition(properties))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'every':'P36501D'|'every' must be longer than nothing and at most a hundred years",
                "'every':'PT2562047788015215H'|'every' must be",
                "'every':'PT1H','jitter':'P99999999999D'|'jitter' must not be negative and must be at most a hundred years",
                "'every':'PT1H','catchUp':'PT2562047788015215H'|'catchUp' must",
                "'every':'PT1H','from':'-0001-01-01T00:00:00Z'|'from' must lie in the years 1970 to 9999",
                "'every':'PT1H','until':'+1000000000-12-31T23:59:59.999999999Z'|'until' must lie in the years",
                "'every':'PT1H','from':'+10000-01-01T00:00:00Z'|'from' must lie in the years 1970 to 9999"
            })
    void times_are_within_the_one_limit(String properties, String told) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> check(definition(properties)))
                .withMessageContaining(told);
    }

    @Test
    void a_long_field_is_refused_and_a_long_stored_one_is_still_fast() {
        Definition hostile = definition("'calendar':{'dayOfMonth':'" + "1-31,2,3rd Fri,".repeat(50_000) + "1'}");
        Instant begun = Instant.now();

        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> check(hostile))
                .withMessageContaining("at most 1000");
        assertThat(hostile.times().count(NOW, NOW.plus(Duration.ofDays(3650)))).isEqualTo(3651);
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void what_is_stored_may_be_over_and_defined_again() {
        Definition over = definition("'every':'PT1H','until':'2025-12-31T00:00:00Z'");
        StoredSchedule stored = StoredSchedule.defined("s", over, Optional.empty(), NOW.minus(Duration.ofDays(30)));

        assertThatCode(() -> StoredSchedule.check(over, Optional.of(stored), NOW))
                .doesNotThrowAnyException();
        assertThat(stored.advance(NOW).progression().next()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-01T00:00:00Z, 2025-11-01T00:00:00Z, MALFORMED",
        "2025-12-01T00:00:00Z, 9999-01-01T00:00:00Z, MALFORMED",
        "-0001-01-01T00:00:00Z, 2025-11-01T00:00:00Z, MALFORMED",
        "+1000000000-12-31T23:59:59.999999999Z, +1000000000-12-31T23:59:59.999999999Z, MALFORMED",
        "1970-01-01T00:00:00Z, 2025-11-01T00:00:00Z, TOO_LARGE",
        "2025-12-01T00:00:00Z, 2025-12-01T00:16:40Z, TOO_LARGE"
    })
    void a_backfill_is_bounded(Instant from, Instant to, Reason reason) {
        for (String timing : new String[] {"'every':'PT1S'", "'calendar':{'second':'*','minute':'*','hour':'*'}"}) {
            StoredSchedule seconds = StoredSchedule.defined("s", definition(timing), Optional.empty(), NOW);

            assertThatExceptionOfType(Refused.class)
                    .isThrownBy(() -> seconds.filledBack(from, to, NOW))
                    .extracting(Refused::reason)
                    .isEqualTo(reason);
        }
    }

    @Test
    void a_backfill_is_a_range_and_comes_in_order() {
        StoredSchedule seconds = StoredSchedule.defined("s", definition("'every':'PT1S'"), Optional.empty(), NOW);
        Instant from = Instant.parse("2025-12-01T00:00:00Z");

        StoredSchedule filled = seconds.filledBack(from, from.plusSeconds(999), NOW);

        assertThat(filled.progression().pending()).isEmpty();
        assertThat(filled.pending()).hasSize(100).startsWith(from, from.plusSeconds(1));
        assertThat(filled.backlog()).singleElement().satisfies(range -> {
            assertThat(range.from()).isEqualTo(from.plusSeconds(100));
            assertThat(range.to()).isEqualTo(from.plusSeconds(999));
        });
    }
}
