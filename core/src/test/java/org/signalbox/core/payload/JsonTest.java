package org.signalbox.core.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    enum Colour {
        RED,
        GREEN
    }

    record Item(String name, int pieces, Optional<Colour> colour, boolean gift) {
        Item {
            if (pieces > 1000) {
                throw new IllegalArgumentException("too many pieces");
            }
        }
    }

    static class Sealed {
        private int pieces = 7;

        int pieces() {
            return pieces;
        }
    }

    static class Loop {
        public final Loop next = this;
    }

    static class Explosive {
        static final int ONE = Integer.parseInt("x");

        public int value = ONE;
    }

    @Test
    void what_the_receiver_does_not_know_is_ignored() {
        assertThat(Json.read("{\"name\":\"tea\",\"pieces\":2,\"gift\":false,\"weight\":3}", Item.class))
                .isEqualTo(new Item("tea", 2, Optional.empty(), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "{",
                "{} {}",
                "[]",
                "\"tea\"",
                "{\"name\":\"tea\"}",
                "{\"name\":\"tea\",\"pieces\":null,\"gift\":false}",
                "{\"name\":\"tea\",\"pieces\":1.9,\"gift\":false}",
                "{\"name\":\"tea\",\"pieces\":\"\",\"gift\":false}",
                "{\"name\":\"tea\",\"pieces\":\"two\",\"gift\":false}",
                "{\"name\":\"tea\",\"pieces\":99999999999,\"gift\":false}",
                "{\"name\":\"tea\",\"pieces\":1001,\"gift\":false}",
                "{\"name\":\"tea\",\"pieces\":1,\"colour\":1,\"gift\":false}",
                "{\"name\":\"tea\",\"pieces\":1,\"colour\":\"BLUE\",\"gift\":false}",
                "{\"name\":\"tea\\u0000\",\"pieces\":1,\"gift\":false} \0",
                "{\"name\":\"t\0ea\",\"pieces\":1,\"gift\":false}",
                "{'name':'tea','pieces':1,'gift':false}",
                "{\"name\":\"tea\",\"pieces\":NaN,\"gift\":false}"
            })
    void what_does_not_fit_is_refused(String json) {
        assertThatExceptionOfType(BadPayload.class).isThrownBy(() -> Json.read(json, Item.class));
    }

    @ParameterizedTest
    @CsvSource({"1e18", "9223372036854775807", "-1e19"})
    void a_number_that_is_no_time_is_refused_and_nothing_else_happens(String json) {
        assertThatExceptionOfType(BadPayload.class).isThrownBy(() -> Json.read(json, Instant.class));
    }

    @Test
    void a_payload_class_that_can_not_be_loaded_is_the_payloads_failure() {
        assertThatExceptionOfType(BadPayload.class).isThrownBy(() -> Json.read("{}", Explosive.class));
    }

    @Test
    void nesting_without_end_is_refused() {
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> Json.tree("[".repeat(100_000) + "]".repeat(100_000)));
    }

    @Test
    void a_refusal_says_where_but_not_what_the_text_was() {
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> Json.read("{\"name\":\"secret\",\n\"pieces\":{}}", Item.class))
                .satisfies(e ->
                        assertThat(e.told()).contains("[\"pieces\"]", "line 2").doesNotContain("secret"));
    }

    @Test
    void values_come_back_as_they_were() {
        assertThat(again(new BigDecimal("1.10"), BigDecimal.class)).isEqualTo(new BigDecimal("1.10"));
        assertThat(Json.tree("1.10").decimalValue()).isEqualTo(new BigDecimal("1.10"));
        ZonedDateTime summer = ZonedDateTime.parse("2025-07-01T10:00:00+02:00[Europe/Berlin]");
        assertThat(again(summer, ZonedDateTime.class)).isEqualTo(summer);
        assertThat(again("\0 \ud83d\ude82 \u2028", String.class)).isEqualTo("\0 \ud83d\ude82 \u2028");
        assertThat(((Sealed) again(new Sealed(), Sealed.class)).pieces()).isEqualTo(7);
        assertThat(Json.write(new Sealed())).isEqualTo("{\"pieces\":7}");
    }

    @Test
    void any_json_is_a_tree() {
        assertThat(Json.tree("null")).isNotNull();
        assertThat(((JsonNode) Json.read("[1,{\"a\":null}]", JsonNode.class)).size())
                .isEqualTo(2);
    }

    @Test
    void what_can_not_be_written_is_told() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Json.write(new Loop()))
                .withMessageContaining("can't be written as JSON");
    }

    private static Object again(Object value, Class<?> type) {
        return Json.read(Json.write(value), type);
    }
}
