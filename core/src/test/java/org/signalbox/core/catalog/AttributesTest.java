package org.signalbox.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.signalbox.client.InstanceSearch.Comparison;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.workflow.SearchAttribute;
import org.signalbox.workflow.Workflow;

class AttributesTest {

    enum Colour {
        RED,
        GREEN
    }

    @Workflow("searchable")
    @SuppressWarnings("UnusedVariable")
    static class Searchable {
        @SearchAttribute
        @Nullable
        String text;

        @SearchAttribute
        Colour colour = Colour.GREEN;

        @SearchAttribute
        boolean flag;

        @SearchAttribute
        BigDecimal amount = new BigDecimal("1.50");

        @SearchAttribute
        BigInteger big = BigInteger.valueOf(Long.MAX_VALUE);

        @SearchAttribute
        LocalDate day = LocalDate.of(2024, 2, 29);

        @SearchAttribute
        Instant moment = Instant.parse("2024-02-29T10:00:00Z");

        @SearchAttribute
        OffsetDateTime zoned = OffsetDateTime.parse("2024-02-29T12:00:00+02:00");

        @SearchAttribute
        Optional<UUID> none = Optional.empty();

        @SearchAttribute("tag")
        Set<String> tags = Set.of("a");

        int hidden;
    }

    private static final WorkflowType TYPE = Catalog.of(List.of(Searchable.class), List.of(), c -> Searchable::new)
            .workflow("searchable")
            .orElseThrow();

    private static List<Attribute> of(Searchable object) {
        return TYPE.attributes().of(TYPE.stateOf(object));
    }

    private static AttributeCondition condition(String name, Comparison comparison, String value) {
        return TYPE.attributes().condition(name, comparison, value);
    }

    @Test
    void every_kind_of_value_has_one_form() {
        assertThat(of(new Searchable()))
                .extracting(a -> a.name() + "="
                        + a.text().orElseGet(() -> a.number().orElseThrow().toPlainString()))
                .containsExactly(
                        "amount=1.500000000",
                        "big=9223372036854775807.000000000",
                        "colour=GREEN",
                        "day=2024-02-29",
                        "flag=false",
                        "moment=2024-02-29T10:00:00.000000000Z",
                        "tag=a",
                        "zoned=2024-02-29T10:00:00.000000000Z");
    }

    @Test
    void a_collection_has_a_value_for_each_of_its_elements() {
        Searchable object = new Searchable();
        object.tags = Set.of("b", "c");

        assertThat(condition("tag", Comparison.EQUAL, "c").fits(of(object))).isTrue();
        assertThat(condition("tag", Comparison.EQUAL, "a").fits(of(object))).isFalse();
    }

    @Test
    void what_is_equal_is_found_however_it_is_written() {
        List<Attribute> values = of(new Searchable());

        assertThat(condition("amount", Comparison.EQUAL, "1.5").fits(values)).isTrue();
        assertThat(condition("amount", Comparison.EQUAL, "15e-1").fits(values)).isTrue();
        assertThat(condition("big", Comparison.EQUAL, "9223372036854775806").fits(values))
                .isFalse();
        assertThat(condition("moment", Comparison.EQUAL, "2024-02-29T11:00:00+01:00")
                        .fits(values))
                .isTrue();
        assertThat(condition("zoned", Comparison.AT_LEAST, "2024-02-29T10:00:00.000000001Z")
                        .fits(values))
                .isFalse();
        assertThat(condition("day", Comparison.AT_MOST, "2024-03-01").fits(values))
                .isTrue();
        assertThat(condition("none", Comparison.EQUAL, "x").fits(values)).isFalse();
    }

    @Test
    void times_and_numbers_are_in_the_order_of_their_values_at_random() {
        Random random = new Random(7);
        List<Instant> moments = Stream.generate(
                        () -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000)))
                .limit(500)
                .toList();
        List<Instant> sorted = new ArrayList<>(moments);
        sorted.sort(Comparator.comparing(
                m -> AttributeKind.TIME.value("t", m.toString()).text().orElseThrow()));

        assertThat(sorted).isSorted();
    }

    @Test
    void a_value_that_can_not_be_searched_is_told() {
        Searchable object = new Searchable();
        object.text = "x".repeat(501);
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> of(object))
                .withMessageContaining("'text' has a value of 501 characters");
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> condition("amount", Comparison.EQUAL, "1" + "0".repeat(29)))
                .withMessageContaining("more than 29 digits");
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> condition("amount", Comparison.EQUAL, "much"))
                .withMessageContaining("'amount' is a number such as 12.50, not 'much'");
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> condition("day", Comparison.EQUAL, "29.2.2024"))
                .withMessageContaining("a date such as");
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> condition("moment", Comparison.EQUAL, "+10000-01-01T00:00:00Z"))
                .withMessageContaining("a time such as");
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> condition("flag", Comparison.EQUAL, "yes"))
                .withMessageContaining("true or false");
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> condition("hidden", Comparison.EQUAL, "1"))
                .withMessageContaining("no search attribute 'hidden'; there are [amount, big, colour");
    }
}
