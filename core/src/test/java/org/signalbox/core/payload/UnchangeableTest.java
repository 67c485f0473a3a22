package org.signalbox.core.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signalbox.workflow.SignalChannel;

class UnchangeableTest {

    record Price(BigDecimal amount, Optional<String> currency) {}

    record Item(String name, int pieces, Price price, DayOfWeek day, Instant at) {}

    record Chain(String name, @Nullable Chain next) {}

    record Pair<T>(T one, T other) {}

    record Basket(List<Item> items) {}

    record Any(Object what) {}

    @SuppressWarnings("unused")
    static class Fields {
        Item item = new Item("", 0, new Price(BigDecimal.ONE, Optional.empty()), DayOfWeek.MONDAY, Instant.EPOCH);
        Chain chain = new Chain("", null);
        Pair<Item> items = new Pair<>(item, item);
        Basket basket = new Basket(List.of());
        Any any = new Any("");
        int[] numbers = {};
        Pair<int[]> pair = new Pair<>(numbers, numbers);
        Optional<int[]> maybe = Optional.empty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"item", "chain", "items"})
    void records_of_plain_values_are_unchangeable(String field) throws NoSuchFieldException {
        assertThat(isUnchangeable(field)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"basket", "any", "numbers", "pair", "maybe"})
    void what_holds_something_that_can_be_changed_is_not(String field) throws NoSuchFieldException {
        assertThat(isUnchangeable(field)).isFalse();
    }

    private static boolean isUnchangeable(String field) throws NoSuchFieldException {
        return Unchangeable.is(Json.typeOf(Fields.class.getDeclaredField(field).getGenericType()));
    }

    static class Reader {
        final SignalChannel<Item> items = new SignalChannel<>();
        final SignalChannel<int[]> numbers = new SignalChannel<>();
    }

    @Test
    void values_put_into_a_field_again_are_the_same_objects_only_if_nobody_can_have_changed_them() {
        StateCodec codec = new StateCodec(Reader.class);
        FieldValues values = FieldValues.of("{\"items\":[{\"name\":\"tea\",\"pieces\":1,\"price\":{\"amount\":2},"
                + "\"day\":\"MONDAY\",\"at\":\"2026-01-01T00:00:00Z\"}],\"numbers\":[[5]]}");
        Reader first = new Reader();
        Reader second = new Reader();

        codec.update(values, first);
        first.numbers.poll().orElseThrow()[0] = 7;
        codec.update(values, second);

        assertThat(second.items.waiting()).hasSize(1);
        assertThat(second.items.poll().orElseThrow())
                .isSameAs(first.items.poll().orElseThrow());
        assertThat(second.numbers.poll().orElseThrow()).containsExactly(5);
    }

    static class Former {
        final SignalChannel<String> items = new SignalChannel<>();
    }

    @Test
    void another_class_reads_the_same_values_in_its_own_way() {
        FieldValues values = FieldValues.of("{\"items\":[\"7\"]}");
        Former former = new Former();
        Former again = new Former();
        new StateCodec(Former.class).update(values, former);
        Numbers now = new Numbers();

        new StateCodec(Numbers.class).update(values, now);
        new StateCodec(Former.class).update(values, again);

        assertThat(now.items.waiting()).containsExactly(7L);
        assertThat(again.items.waiting()).containsExactly("7");
    }

    static class Numbers {
        final SignalChannel<Long> items = new SignalChannel<>();
    }
}
