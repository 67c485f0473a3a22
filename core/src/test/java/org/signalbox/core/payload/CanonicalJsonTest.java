package org.signalbox.core.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which payloads are equal: generated values, each written in many ways. */
class CanonicalJsonTest {

    private static final String[] TEXTS = {"", "a", "ä", "用", "😀", "\"", "\\", "\n", "/", "1", "null", "[", "a\u0000b"
    };

    private final Random random = new Random(4711);

    @Test
    void every_notation_of_a_value_is_equal_and_no_other_value_is() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 600; i++) {
            Object value = value(3);
            String canonical = hex(write(value));
            for (int n = 0; n < 4; n++) {
                String other = write(value);
                assertThat(hex(other)).as(other).isEqualTo(canonical);
            }
            assertThat(hex(write(new ArrayList<>(List.of(value))))).isNotEqualTo(canonical);
            assertThat(hex(write(changed(value)))).as(write(value)).isNotEqualTo(canonical);
            seen.add(canonical);
        }
        assertThat(seen).hasSizeGreaterThan(300);
    }

    @ParameterizedTest
    @CsvSource({
        "1,1.0",
        "1,1e0",
        "10,1E+1",
        "100,1e2",
        "0,-0",
        "0,0.000e99",
        "1.50,15e-1",
        "-7,-70e-1",
        "12345678901234567890,1.234567890123456789e19",
        "1e-999999999,10e-1000000000",
        "1e99999999999999999999999,10e99999999999999999999998"
    })
    void numbers_are_equal_by_their_value(String one, String other) {
        assertThat(CanonicalJson.of(one)).isEqualTo(CanonicalJson.of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9007199254740993|9007199254740992",
                "1|-1",
                "1|10",
                "0.1|0.10000000000000000001",
                "1|\"1\"",
                "null|\"null\"",
                "[1,2]|[2,1]",
                "[]|{}",
                "[[1],2]|[[1,2]]",
                "{\"a\":1}|{\"a\":2}",
                "{\"a\":1}|{\"b\":1}",
                "{\"a\":null}|{}",
                "1|1 2",
                "{|["
            })
    void what_is_another_value_is_not_equal(String one, String other) {
        assertThat(CanonicalJson.of(one)).isNotEqualTo(CanonicalJson.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"deep", "unsorted", "empty objects", "digits"})
    void a_megabyte_of_any_shape_takes_no_longer_than_linear_time(String shape) {
        String json = switch (shape) {
            case "deep" -> nested(900, "\"" + "x".repeat(1_000_000) + "\"");
            case "unsorted" -> unsorted(100_000);
            case "empty objects" -> "[" + "{},".repeat(300_000) + "{}]";
            default -> "[" + ("1" + "0".repeat(900) + "e-999999999,").repeat(1_000) + "0]";
        };

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> CanonicalJson.of(json));
    }

    private static String nested(int depth, String innermost) {
        StringBuilder json = new StringBuilder(innermost);
        for (int i = 0; i < depth; i++) {
            json.insert(0, "{\"b\":").append(",\"a\":1}");
        }
        return json.toString();
    }

    private static String unsorted(int members) {
        StringBuilder json = new StringBuilder("{");
        for (int i = members; i > 0; i--) {
            json.append('"').append(i).append("\":").append(i).append(i > 1 ? "," : "}");
        }
        return json.toString();
    }

    private static String hex(String json) {
        return java.util.HexFormat.of().formatHex(CanonicalJson.of(json));
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new BigDecimal(random.nextInt(2_000) - 1_000).movePointRight(random.nextInt(40) - 20);
            case 1 -> text();
            case 2 -> random.nextBoolean();
            case 3 -> new BigDecimal(random.nextLong());
            case 4 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(5); i > 0; i--) {
                    list.add(value(depth - 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> members = new LinkedHashMap<>();
                for (int i = random.nextInt(20); i > 0; i--) {
                    members.put(text() + i, value(depth - 1));
                }
                yield members;
            }
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(TEXTS[random.nextInt(TEXTS.length)]);
        }
        return text.toString();
    }

    /** Another value, somewhere deep inside if there is an inside. */
    private static Object changed(Object value) {
        if (value instanceof BigDecimal number) {
            return number.add(BigDecimal.ONE);
        } else if (value instanceof Boolean flag) {
            return !flag;
        } else if (value instanceof String text) {
            return text + "x";
        } else if (value instanceof List<?> list) {
            List<Object> other = new ArrayList<>(list);
            if (other.isEmpty()) {
                other.add("x");
            } else {
                other.set(other.size() - 1, changed(other.get(other.size() - 1)));
            }
            return other;
        }
        Map<Object, Object> other = new LinkedHashMap<>((Map<?, ?>) value);
        if (other.isEmpty()) {
            other.put("x", "x");
        } else {
            Object last = new ArrayList<>(other.keySet()).get(other.size() - 1);
            other.compute(last, (name, old) -> changed(java.util.Objects.requireNonNull(old)));
        }
        return other;
    }

    private String write(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return space() + number(number) + space();
        } else if (value instanceof String text) {
            return space() + quoted(text) + space();
        } else if (value instanceof List<?> list) {
            return "[" + String.join(",", list.stream().map(this::write).toList()) + space() + "]";
        } else if (value instanceof Map<?, ?> members) {
            List<String> written = new ArrayList<>();
            members.forEach((name, v) -> written.add(quoted(name.toString()) + space() + ":" + write(v)));
            Collections.shuffle(written, random);
            return "{" + space() + String.join(",", written) + "}";
        }
        return space() + value;
    }

    private String space() {
        return switch (random.nextInt(6)) {
            case 0 -> " ";
            case 1 -> "\n\t";
            default -> "";
        };
    }

    private String number(BigDecimal number) {
        return switch (random.nextInt(4)) {
            case 0 -> number.toPlainString();
            case 1 -> number.setScale(number.scale() + random.nextInt(5)).toPlainString();
            case 2 -> number.toString();
            default -> number.unscaledValue() + (random.nextBoolean() ? "e" : "E") + -number.scale();
        };
    }

    private String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            boolean must = c < 0x20 || c == '"' || c == '\\';
            if (must || random.nextInt(4) == 0) {
                quoted.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }
}
