package org.signalbox.core.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.signalbox.workflow.SignalChannel;

class StateCodecTest {

    record Line(String product, BigDecimal price, Optional<LocalDate> day) {}

    @SuppressWarnings("UnusedVariable")
    static class Counter {
        private int count;
        private final List<Line> lines = new ArrayList<>();
    }

    @SuppressWarnings("UnusedVariable")
    static class Base<T, K> {
        protected @Nullable T favourite;
        protected Map<K, List<T>> all = new LinkedHashMap<>();
        private long version = 1;
    }

    @SuppressWarnings({"UnusedVariable", "unused"})
    static class Everything extends Base<Line, String> {
        static int shared = 5;
        private transient int passing = 5;
        private boolean flag;
        private byte b;
        private short s;
        private int i;
        private long l;
        private float f;
        private double d;
        private char c = 'x';
        private byte[] bytes = {};
        private String text = "";
        private @Nullable String nothing = "something";
        private @Nullable Integer boxed = 5;
        private Optional<String> maybe = Optional.of("x");
        private OptionalInt number = OptionalInt.empty();
        private DayOfWeek weekday = DayOfWeek.MONDAY;
        private Instant instant = Instant.EPOCH;
        private LocalDate day = LocalDate.EPOCH;
        private Duration duration = Duration.ZERO;
        private ZonedDateTime zoned = ZonedDateTime.ofInstant(Instant.EPOCH, ZoneId.of("UTC"));
        private ZoneId zone = ZoneId.of("UTC");
        private UUID uuid = new UUID(0, 0);
        private BigDecimal money = BigDecimal.ZERO;
        private Map<Currency, BigDecimal> sums = new LinkedHashMap<>();
        private Map<DayOfWeek, Set<Line>> plan = new EnumMap<>(DayOfWeek.class);
        private Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        private Deque<String> queue = new ArrayDeque<>();
        private List<Map<String, Optional<Line>>> nested = new ArrayList<>();
        private final Counter counter = new Counter();
        private int[][] matrix = {};
    }

    private final StateCodec codec = new StateCodec(Everything.class);

    @Test
    void every_kind_of_field_comes_back_as_it_was() {
        Everything written = filled();

        Everything read = new Everything();
        codec.read(codec.write(written), read);

        assertThat(read).usingRecursiveComparison().ignoringFields("passing").isEqualTo(written);
        assertThat(read.favourite).isInstanceOf(Line.class);
        assertThat(read.money).isEqualTo(new BigDecimal("1.10"));
        assertThat(read.zoned).isEqualTo(written.zoned);
        assertThat(codec.write(read)).isEqualTo(codec.write(written));
    }

    private static Everything filled() {
        Line line =
                new Line("tea \ud83c\udf75 \0 \u2028 \"quoted\"", new BigDecimal("2.50"), Optional.of(LocalDate.MAX));
        Everything e = new Everything();
        e.favourite = line;
        e.all.put("k", List.of(line));
        e.passing = 6;
        e.flag = true;
        e.b = Byte.MIN_VALUE;
        e.s = Short.MAX_VALUE;
        e.i = Integer.MIN_VALUE;
        e.l = Long.MIN_VALUE;
        e.f = 0.1f;
        e.d = Double.NEGATIVE_INFINITY;
        e.c = '\u00e4';
        e.bytes = new byte[] {-1, 0, 1};
        e.text = "\ud83d\ude82";
        e.nothing = null;
        e.boxed = null;
        e.maybe = Optional.empty();
        e.number = OptionalInt.of(3);
        e.weekday = DayOfWeek.SUNDAY;
        e.instant = Instant.parse("2025-01-01T00:00:00.123456789Z");
        e.day = LocalDate.of(2024, 2, 29);
        e.duration = Duration.ofDays(1000).plusNanos(1);
        e.zoned = ZonedDateTime.parse("2025-07-01T10:00:00+02:00[Europe/Berlin]");
        e.zone = ZoneId.of("Europe/Berlin");
        e.uuid = new UUID(1, 2);
        e.money = new BigDecimal("1.10");
        e.sums.put(Currency.getInstance("EUR"), new BigDecimal("100.00"));
        e.plan.put(DayOfWeek.FRIDAY, Set.of(line));
        e.days.add(DayOfWeek.TUESDAY);
        e.queue.add("a");
        e.nested.add(Map.of("k", Optional.of(line)));
        e.counter.count = 3;
        e.counter.lines.add(line);
        e.matrix = new int[][] {{1}, {2, 3}};
        return e;
    }

    @Test
    void a_new_field_keeps_what_the_constructor_gave_it() {
        Everything read = new Everything();

        codec.read("{\"i\":3}", read);

        assertThat(read.i).isEqualTo(3);
        assertThat(read.nothing).isEqualTo("something");
    }

    @Test
    void a_removed_field_is_dropped_at_the_next_write() {
        Everything read = new Everything();

        codec.read("{\"gone\":{\"deep\":[1]},\"i\":3}", read);

        assertThat(codec.write(read)).doesNotContain("gone").contains("\"i\":3");
    }

    @Test
    void a_field_set_to_null_does_not_come_back_as_the_constructor_made_it() {
        Everything read = new Everything();

        codec.read(codec.write(filled()), read);

        assertThat(read.nothing).isNull();
        assertThat(read.boxed).isNull();
    }

    static class Mail {
        final SignalChannel<Line> lines = new SignalChannel<>();

        @Nullable
        SignalChannel<String> forgotten = new SignalChannel<>();

        int read;
    }

    @Test
    void a_channel_is_filled_in_place_with_what_was_in_it() {
        StateCodec mail = new StateCodec(Mail.class);
        Line line = new Line("tea", BigDecimal.ONE, Optional.empty());
        Mail written = new Mail();
        written.lines.send(line);
        Mail read = new Mail();
        SignalChannel<Line> same = read.lines;
        same.send(new Line("milk", BigDecimal.TEN, Optional.empty()));

        mail.read(mail.write(written), read);

        assertThat(read.lines).isSameAs(same);
        assertThat(same.waiting()).containsExactly(line);
        assertThat(mail.write(read)).isEqualTo(mail.write(written)).contains("\"lines\":[{\"product\":\"tea\"");
    }

    @Test
    void a_channel_that_was_never_made_is_told_with_what_to_write() {
        Mail mail = new Mail();
        mail.forgotten = null;

        assertThatIllegalStateException()
                .isThrownBy(() -> new StateCodec(Mail.class).read("{\"forgotten\":[]}", mail))
                .withMessageContaining("write 'forgotten = new SignalChannel<>()'");
    }

    @Test
    void a_difference_is_what_turns_one_state_into_another() {
        StateCodec mail = new StateCodec(Mail.class);
        Mail changed = new Mail();
        changed.read = 3;
        Mail object = new Mail();

        FieldValues difference =
                mail.difference(mail.write(object), mail.write(changed)).orElseThrow();
        mail.update(difference, object);

        assertThat(difference.json()).isEqualTo("{\"read\":3}");
        assertThat(mail.write(object)).isEqualTo(mail.write(changed));
        assertThat(mail.difference(mail.write(object), mail.write(changed))).isEmpty();
        assertThat(mail.difference("{\"read\":3}", "{\"read\":3,\"gone\":1}"))
                .as("a field there is no more")
                .isEmpty();
    }

    static class Aliased {
        Map<String, List<String>> lists = Map.of("a", new ArrayList<>(List.of("x")));
        List<String> list = new ArrayList<>(List.of("a"));
        Map<String, Integer> map = new TreeMap<>(Map.of("a", 1));
        List<String> fixed = List.of("a");

        @Nullable
        List<String> none = new ArrayList<>();
    }

    @Test
    void an_update_keeps_collections_that_can_be_changed_and_replaces_others() {
        Aliased object = new Aliased();
        List<String> list = object.list;
        Map<String, Integer> map = object.map;

        new StateCodec(Aliased.class)
                .update(
                        FieldValues.of(
                                "{\"list\":[\"b\",\"c\"],\"map\":{\"z\":1,\"b\":2},\"fixed\":[\"b\"],\"none\":null}"),
                        object);

        assertThat(object.list).isSameAs(list).containsExactly("b", "c");
        assertThat(object.map).isSameAs(map).containsOnlyKeys("b", "z");
        assertThat(object.fixed).containsExactly("b");
        assertThat(object.none).isNull();
    }

    @Test
    void an_update_keeps_the_collections_that_are_the_values_of_a_map() {
        Aliased object = new Aliased();
        List<String> nested = object.lists.get("a");

        new StateCodec(Aliased.class).update(FieldValues.of("{\"lists\":{\"b\":[\"z\"],\"a\":[\"x\",\"y\"]}}"), object);

        assertThat(object.lists.get("a")).isSameAs(nested).containsExactly("x", "y");
        assertThat(object.lists).containsOnlyKeys("b", "a");
    }

    @Test
    void a_value_that_no_longer_fits_names_the_field() {
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> codec.read("{\"day\":\"today\"}", new Everything()))
                .withMessageContaining("field 'day'")
                .withMessageContaining("java.time.LocalDate");
        assertThatExceptionOfType(BadPayload.class)
                .isThrownBy(() -> codec.read("{\"i\":null}", new Everything()))
                .withMessageContaining("field 'i'");
    }

    @Test
    void the_fields_are_those_of_the_whole_lineage_without_static_and_transient_ones() {
        assertThat(codec.fieldNames())
                .startsWith("favourite", "all", "version", "flag")
                .doesNotContain("shared", "passing");
    }

    @SuppressWarnings({"UnusedVariable", "unused", "HidingField"})
    static class Twice extends Base<Line, String> {
        private int version;
    }

    @Test
    void a_field_in_class_and_superclass_is_found() {
        assertThat(StateCodec.ambiguousFields(Twice.class)).containsExactly("version");
        assertThat(StateCodec.ambiguousFields(Everything.class)).isEmpty();
    }
}
