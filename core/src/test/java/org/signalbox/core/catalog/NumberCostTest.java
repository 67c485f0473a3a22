package org.signalbox.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.signalbox.client.InstanceSearch.Comparison;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.Json;
import org.signalbox.workflow.SearchAttribute;

/** What a number costs depends on the length of its text, never on its exponent. */
class NumberCostTest {

    /** Far more than thousands of cheap ones take, and less than one dear one of those below. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int GENERATED = 600;

    /** What a payload can be read into. */
    private static final List<Type> TYPES = List.of(
            byte.class,
            short.class,
            int.class,
            long.class,
            float.class,
            double.class,
            Long.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class,
            Number.class,
            Object.class,
            String.class,
            boolean.class,
            JsonNode.class,
            AtomicInteger.class,
            AtomicLong.class,
            OptionalInt.class,
            OptionalLong.class,
            OptionalDouble.class,
            Duration.class,
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            Year.class,
            Date.class,
            Map.class,
            List.class);

    static class Priced {
        @SearchAttribute
        BigDecimal amount = BigDecimal.ZERO;
    }

    private final Attributes attributes = Attributes.read(Priced.class, problem -> {
        throw new AssertionError(problem);
    });

    @Test
    void a_number_of_few_characters_is_searched_or_refused_at_once_whatever_its_exponent() {
        each(number -> attempt(() -> attributes.condition("amount", Comparison.EQUAL, number)));
    }

    @Test
    void a_field_with_such_a_number_is_indexed_or_refused_at_once() {
        each(number -> attempt(() -> attributes.of("{\"amount\":" + number + "}")));
        each(number -> attempt(() -> attributes.of("{\"amount\":\"" + number + "\"}")));
    }

    @Test
    void a_payload_with_such_a_number_is_read_written_and_compared_at_once_whatever_type_it_is_for() {
        each(number -> {
            for (Type type : TYPES) {
                attempt(() -> writtenAgain(Json.read(number, type)));
                attempt(() -> writtenAgain(Json.read("\"" + number + "\"", type)));
                attempt(() -> Json.read("[" + number + "]", type));
            }
        });
    }

    @Test
    void trees_of_such_numbers_are_equal_and_hashed_at_once() {
        assertTimeoutPreemptively(LIMIT, () -> {
            List<JsonNode> trees = new ArrayList<>();
            numbers().forEach(number -> attempt(() -> trees.add(Json.tree("{\"n\":" + number + "}"))));
            for (JsonNode one : trees) {
                for (JsonNode other : trees.subList(0, Math.min(100, trees.size()))) {
                    assertThat(one.equals(other)).isEqualTo(other.equals(one));
                }
            }
            assertThat(new HashSet<>(trees)).isNotEmpty();
        });
    }

    @Test
    void what_is_too_small_to_be_kept_is_zero_and_what_is_too_large_is_refused() {
        assertThat(found("1e-1000000")).isEqualTo(found("0"));
        assertThat(found("-1e-2147483647")).isEqualTo(found("0"));
        assertThat(found("0e999999999")).isEqualTo(found("0"));
        assertThat(found("0.0000000006")).isEqualTo(found("0.000000001"));
        assertThat(found("1e28")).isEqualTo(found("10000000000000000000000000000"));
        for (String large : List.of("1e29", "1e999999999", "-1e2147483647", "9".repeat(29) + ".9999999999")) {
            assertThatExceptionOfType(BadPayload.class)
                    .isThrownBy(() -> found(large))
                    .withMessageContaining("29 digits");
        }
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> found("0." + "1".repeat(100_000)))
                .withMessageContaining("100002 characters");
    }

    private BigDecimal found(String number) {
        return attributes
                .condition("amount", Comparison.EQUAL, number)
                .wanted()
                .number()
                .orElseThrow();
    }

    private static void writtenAgain(Object value) {
        String text = Json.write(value);
        assertThat(text.length()).as(text).isLessThan(2_000);
        assertThat(new HashSet<>(List.of(value))).contains(value);
    }

    private static void each(Consumer<String> door) {
        assertTimeoutPreemptively(LIMIT, () -> numbers().forEach(door));
    }

    /** Refused is as good as taken. */
    private static void attempt(Runnable door) {
        try {
            door.run();
        } catch (BadPayload | IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static List<String> numbers() {
        List<String> numbers = new ArrayList<>();
        for (String mantissa : List.of("0", "1", "-1", "9", "1.5", "-0", "0.1", "123456789.123")) {
            for (String sign : List.of("", "-", "+")) {
                for (String exponent : List.of(
                        "9",
                        "30",
                        "400",
                        "99999",
                        "1000000",
                        "50000000",
                        "200000000",
                        "999999999",
                        "2147483647",
                        "2147483648",
                        "9999999999")) {
                    numbers.add(mantissa + "e" + sign + exponent);
                }
            }
        }
        Random random = new Random(13);
        while (numbers.size() < GENERATED) {
            String digits = Integer.toString(random.nextInt(1_000_000));
            int point = random.nextInt(digits.length());
            String mantissa = point == 0 ? digits : digits.substring(0, point) + "." + digits.substring(point);
            long exponent = (long) Math.pow(10, random.nextDouble() * 10);
            numbers.add((random.nextBoolean() ? "-" : "") + mantissa + (random.nextBoolean() ? "E-" : "E") + exponent);
        }
        return numbers;
    }
}
