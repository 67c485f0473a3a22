package org.signalbox.it.workflow;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Currency;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;

/** Has a field of every kind; {@code fill} gives each a value, {@code picture} shows them. */
@Workflow("everything")
@SuppressWarnings({"UnusedVariable", "FieldCanBeLocal", "NonFinalStaticField"})
class Everything extends Ancestor {

    enum Colour {
        RED,
        GREEN
    }

    record Point(int x, int y) {}

    record Shape(String name, List<Point> corners, Optional<Colour> colour) {}

    private boolean flag;
    private byte small;
    private long large;
    private double fraction;
    private char letter = 'a';
    private int @Nullable [] array;
    private byte @Nullable [] bytes;
    private @Nullable Integer boxed;
    private @Nullable String text;
    private @Nullable String never;
    private @Nullable BigDecimal amount;
    private @Nullable BigInteger huge;
    private @Nullable Colour colour;
    private @Nullable Shape shape;
    private Optional<Point> present = Optional.empty();
    private Optional<Point> absent = Optional.empty();
    private OptionalInt number = OptionalInt.empty();
    private @Nullable Instant instant;
    private @Nullable Duration duration;
    private @Nullable Period period;
    private @Nullable LocalDate date;
    private @Nullable LocalTime time;
    private @Nullable LocalDateTime dateTime;
    private @Nullable OffsetDateTime offset;
    private @Nullable ZonedDateTime zoned;
    private @Nullable ZoneId zone;
    private @Nullable DayOfWeek day;
    private @Nullable Year year;
    private @Nullable YearMonth month;
    private @Nullable UUID uuid;
    private @Nullable URI uri;
    private @Nullable Currency currency;
    private @Nullable Locale locale;
    private Set<Colour> colours = EnumSet.noneOf(Colour.class);
    private Map<Colour, List<Point>> points = new EnumMap<>(Colour.class);
    private Map<String, Map<LocalDate, Set<BigDecimal>>> nested = new LinkedHashMap<>();
    private SortedMap<String, Optional<Shape>> sorted = new TreeMap<>();
    private Deque<Point> deque = new ArrayDeque<>();
    private transient int forgotten;
    private static int shared;

    @Signal
    void fill() {
        inherited = "from above";
        flag = true;
        small = -7;
        large = Long.MAX_VALUE;
        fraction = 0.1;
        letter = 'ß';
        array = new int[] {3, 1, 2};
        bytes = new byte[] {0, -1, 127};
        boxed = 42;
        text = "Grüße 𝄞 \"quoted\" \\ \n line, \u0000 zero";
        amount = new BigDecimal("12345678901234567890.1200");
        huge = BigInteger.TWO.pow(100);
        colour = Colour.GREEN;
        shape = new Shape("line", List.of(new Point(1, 2), new Point(3, 4)), Optional.of(Colour.RED));
        present = Optional.of(new Point(5, 6));
        number = OptionalInt.of(9);
        instant = Instant.parse("2026-11-21T10:15:30.123456789Z");
        duration = Duration.parse("PT49H0.5S");
        period = Period.parse("P1Y2M3D");
        date = LocalDate.of(2024, 2, 29);
        time = LocalTime.of(23, 59, 59, 1);
        dateTime = LocalDateTime.of(2026, 10, 25, 2, 30);
        offset = OffsetDateTime.parse("2026-11-21T10:15:30+05:45");
        zoned = ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]");
        zone = ZoneId.of("Europe/Berlin");
        day = DayOfWeek.SUNDAY;
        year = Year.of(2026);
        month = YearMonth.of(2026, 11);
        uuid = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");
        uri = URI.create("https://example.com/a?b=c");
        currency = Currency.getInstance("EUR");
        locale = Locale.GERMANY;
        colours = EnumSet.of(Colour.RED);
        points.put(Colour.RED, List.of(new Point(7, 8)));
        nested.put("a", Map.of(LocalDate.of(2026, 1, 1), Set.of(new BigDecimal("1.50"))));
        sorted.put("one", Optional.of(shape));
        sorted.put("none", Optional.empty());
        deque.push(new Point(9, 9));
        forgotten = 1;
        shared = 1;
    }

    /** Any turn reads and writes all fields. */
    @Signal
    void touch() {}

    @Query
    Map<String, String> picture() {
        Map<String, String> picture = new TreeMap<>();
        picture.put("inherited", inherited);
        picture.put("numbers", flag + " " + small + " " + large + " " + fraction + " " + letter + " " + boxed);
        picture.put("arrays", java.util.Arrays.toString(array) + java.util.Arrays.toString(bytes));
        picture.put("text", text + " " + never);
        picture.put("big", amount + " " + huge);
        picture.put("own", colour + " " + shape);
        picture.put("optional", present + " " + absent + " " + number);
        picture.put("moments", instant + " " + offset + " " + zoned + " " + zone);
        picture.put("amounts", duration + " " + period);
        picture.put("local", date + " " + time + " " + dateTime + " " + day + " " + year + " " + month);
        picture.put("others", uuid + " " + uri + " " + currency + " " + locale);
        picture.put("collections", colours + " " + points + " " + nested + " " + sorted + " " + deque);
        picture.put("forgotten", String.valueOf(forgotten));
        return picture;
    }
}
