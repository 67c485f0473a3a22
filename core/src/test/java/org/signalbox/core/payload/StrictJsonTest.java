package org.signalbox.core.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused of payloads from outside, before they are stored. */
class StrictJsonTest {

    record Numbers(byte b, short s, int i, long l, float f, double d) {}

    record Boxes(Byte b, Short s, Integer i, Long l, Float f, Double d, OptionalDouble o) {}

    @SuppressWarnings("ArrayRecordComponent")
    record Lists(float[] floats, double[] doubles, List<Double> list, Map<String, Float> map) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    record Typed(double d) {}

    record Exact(BigInteger whole, BigDecimal decimal, JsonNode any) {}

    private static String refusal(String json, Type type) {
        try {
            StrictJson.read(json, type);
        } catch (BadPayload e) {
            return e.told();
        }
        throw new AssertionError(json + " was read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'twin':1,'twin':2}",
                "{'a':[{'b':{'twin':1,'x':2,'twin':3}}]}",
                "[[{'twin':null,'tw\\u0069n':null}]]",
                "{'twin':{},'a':1,'b':2,'c':3,'twin':{}}"
            })
    void an_object_with_the_same_property_twice_is_refused_and_the_property_is_named(String json) {
        assertThat(refusal(json.replace('\'', '"'), JsonNode.class)).contains("'twin'");
        assertThat(refusal(json.replace('\'', '"'), Object.class)).contains("'twin'");
    }

    @Test
    void stored_rows_with_such_an_object_stay_readable() {
        assertThat(Json.tree("{\"a\":1,\"a\":2}").path("a").intValue()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "b,128",
        "b,255",
        "b,-129",
        "b,1.5",
        "b,1e0",
        "s,32768",
        "s,-32769",
        "s,0.5",
        "i,2147483648",
        "i,1.0",
        "l,9223372036854775808",
        "l,1.5",
        "l,1e3",
        "f,1e39",
        "f,-1e400",
        "d,1e309",
        "d,-1e400",
        "d,1e999999999"
    })
    void a_number_that_its_type_cannot_hold_is_refused(String field, String number) {
        Map<String, String> fields =
                new java.util.TreeMap<>(Map.of("b", "1", "s", "1", "i", "1", "l", "1", "f", "1", "d", "1"));
        fields.put(field, number);
        String json = Json.write(fields).replaceAll(":\"([^\"]*)\"", ":$1");

        assertThat(refusal(json, Numbers.class)).contains("[\"" + field + "\"]");
        assertThat(refusal(json, Boxes.class)).contains("[\"" + field + "\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'floats':[1,1e39]}",
                "{'doubles':[1e309]}",
                "{'doubles':[null]}",
                "{'list':[0,-1e400]}",
                "{'map':{'a':1e39}}",
                "{'doubles':['1e309']}"
            })
    void it_is_refused_in_arrays_lists_and_maps_as_well(String json) {
        assertThat(refusal(json.replace('\'', '"'), Lists.class)).contains("[\"");
    }

    @Test
    void it_is_refused_where_the_type_is_read_only_behind_it() {
        assertThat(refusal("{\"d\":1e309,\"type\":\"StrictJsonTest$Typed\"}", Typed.class))
                .contains("range");
        assertThat(refusal("{\"o\":1e309}", Boxes.class)).contains("range");
    }

    @Test
    void every_number_that_fits_is_taken() {
        assertThat(StrictJson.read(
                        "{\"b\":-128,\"s\":32767,\"i\":-2147483648,\"l\":9223372036854775807,\"f\":3.4e38,\"d\":1.7e308}",
                        Numbers.class))
                .isEqualTo(new Numbers(
                        Byte.MIN_VALUE, Short.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, 3.4e38f, 1.7e308));
        Lists lists = (Lists) StrictJson.read("{\"floats\":[1,2.5],\"doubles\":[]}", Lists.class);
        assertThat(lists.floats()).containsExactly(1f, 2.5f);
        Object nothing = StrictJson.read("{}", Boxes.class);
        assertThat(((Boxes) nothing).o()).isEmpty();
        assertThat(((Boxes) StrictJson.read("{\"o\":null}", Boxes.class)).o()).isEmpty();
        assertThat(((Boxes) StrictJson.read("{\"o\":2}", Boxes.class)).o()).hasValue(2);
    }

    @Test
    void what_java_writes_can_be_read() {
        Numbers infinite = new Numbers((byte) -1, (short) 1, 1, 1, Float.NEGATIVE_INFINITY, Double.NaN);

        assertThat(StrictJson.read(Json.write(infinite), Numbers.class)).isEqualTo(infinite);
    }

    @Test
    void numbers_without_limits_stay_exact() {
        Exact exact = (Exact) StrictJson.read(
                "{\"whole\":12345678901234567890123,\"decimal\":1e-999999999,\"any\":1E400}", Exact.class);

        assertThat(exact.whole()).isEqualTo("12345678901234567890123");
        assertThat(exact.decimal()).isEqualTo(new BigDecimal("1e-999999999"));
        assertThat(exact.any().decimalValue()).isEqualByComparingTo("1e400");
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                byte.class,
                short.class,
                int.class,
                long.class,
                float.class,
                double.class,
                Integer.class,
                Double.class,
                BigInteger.class,
                BigDecimal.class,
                JsonNode.class,
                Object.class,
                Number.class,
                String.class,
                Instant.class,
                Duration.class,
                Boolean.class,
                char.class,
                OptionalDouble.class,
                double[].class,
                java.util.Date.class,
                java.time.LocalDate.class,
                java.util.concurrent.atomic.AtomicLong.class
            })
    void a_short_text_with_a_huge_exponent_costs_next_to_nothing(Class<?> type) {
        for (String number : List.of(
                "1e-999999999",
                "1e999999999",
                "-1E2147483647",
                "1e-2147483647",
                "1e99999999999999999999",
                "0e999999999")) {
            for (String json : List.of(number, "\"" + number + "\"", "[" + number + "]")) {
                assertTimeoutPreemptively(Duration.ofMillis(500), () -> {
                    try {
                        StrictJson.read(json, type);
                        Json.read(json, type);
                    } catch (BadPayload e) {
                        assertThat(e.told()).isNotBlank();
                    }
                });
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\\ud800\"",
                "\"\\uDFFF x\"",
                "[\"a\\ud83d\"]",
                "{\"\\udc00\":1}",
                "\"\\ud83d\\ud83d\\ude00\"",
                "\"\ud83d\"",
                "{\"a\":\"\ude00\"}",
                "{\"\ud800\":1}"
            })
    void half_a_surrogate_pair_is_refused(String json) {
        assertThat(refusal(json, JsonNode.class)).contains("surrogate");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud83d\\ude00\"", "\"😀\"", "\"\\\\ud800\"", "\"\ufffd\\uFFFD\"", "\"\\u00e9\""})
    void whole_characters_are_taken(String json) {
        assertThat(StrictJson.tree(json).isTextual()).isTrue();
    }

    @Test
    void what_is_no_json_is_refused_as_before() {
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> StrictJson.tree("{\"a\":"))
                .withMessageContaining("line 1");
        assertThatExceptionOfType(BadPayload.class).isThrownBy(() -> StrictJson.tree("1 2"));
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> StrictJson.read("null", String.class))
                .withMessageContaining("null");
    }
}
