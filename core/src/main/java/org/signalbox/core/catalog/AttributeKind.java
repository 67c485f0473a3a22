package org.signalbox.core.catalog;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.signalbox.core.payload.BadPayload;
import org.signalbox.core.payload.StorableText;

/** What values a search attribute has, and the one form in which those that are equal are equal as text or number. */
public enum AttributeKind {
    /** Texts, enums and what is written like them. */
    TEXT,
    BOOLEAN,
    /** A day, as {@code 2026-11-21}. */
    DATE,
    /** A point in time, whatever zone it is told in. */
    TIME,
    NUMBER;

    /** Places behind the point that are kept. */
    private static final int SCALE = 9;

    /** Digits before the point. */
    private static final int PRECISION = 29;

    /** Of the text of a number: to read one costs more than its length. */
    private static final int LONGEST_NUMBER = 1100;

    private static final int LONGEST_TEXT = 500;

    /** Of one length, so that their order as texts is that in time. */
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT);

    private static final Set<Class<?>> TEXTS = Set.of(String.class, Character.class, char.class, java.util.UUID.class);
    private static final Set<Class<?>> TIMES = Set.of(Instant.class, OffsetDateTime.class, ZonedDateTime.class);
    private static final Set<Class<?>> NUMBERS = Set.of(
            byte.class,
            short.class,
            int.class,
            long.class,
            float.class,
            double.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigInteger.class,
            BigDecimal.class);

    /** That of the values of a Java type; empty if there is none. */
    static Optional<AttributeKind> of(Type type) {
        if (!(type instanceof Class<?> c)) {
            return Optional.empty();
        } else if (TEXTS.contains(c) || c.isEnum()) {
            return Optional.of(TEXT);
        } else if (NUMBERS.contains(c)) {
            return Optional.of(NUMBER);
        } else if (TIMES.contains(c)) {
            return Optional.of(TIME);
        } else if (c == LocalDate.class) {
            return Optional.of(DATE);
        }
        return c == boolean.class || c == Boolean.class ? Optional.of(BOOLEAN) : Optional.empty();
    }

    /**
     * The value that a text means.
     *
     * @throws BadPayload if it means none, or one that can't be kept
     */
    Attribute value(String name, String text) {
        StorableText.problem(text).ifPresent(problem -> {
            throw new BadPayload("Attribute '" + name + "' has a value that contains " + problem + ".");
        });
        try {
            return switch (this) {
                case TEXT -> Attribute.of(name, shortEnough(name, text));
                case BOOLEAN -> Attribute.of(name, truth(name, text));
                case DATE -> Attribute.of(name, dayOf(LocalDate.parse(text)));
                case TIME ->
                    Attribute.of(name, momentOf(ZonedDateTime.parse(text).toInstant()));
                case NUMBER -> Attribute.of(name, numberOf(name, text));
            };
        } catch (DateTimeException | NumberFormatException e) {
            throw wrong(
                    name,
                    text,
                    this == DATE
                            ? "a date such as 2026-11-21"
                            : this == TIME ? "a time such as 2026-11-21T10:15:30Z" : "a number such as 12.50");
        }
    }

    private static String shortEnough(String name, String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new BadPayload("Attribute '" + name + "' has a value of " + text.length() + " characters; at most "
                    + LONGEST_TEXT + " can be searched.");
        }
        return text;
    }

    private static String truth(String name, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(name, text, "true or false");
        }
        return text;
    }

    private static String dayOf(LocalDate day) {
        return momentOf(day.atStartOfDay().toInstant(ZoneOffset.UTC)).substring(0, 10);
    }

    private static String momentOf(Instant moment) {
        LocalDateTime utc = LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > 9999) {
            throw new DateTimeException("year " + utc.getYear());
        }
        return MOMENT.format(utc);
    }

    /**
     * Judges by length, precision and scale before any arithmetic: a number of a few characters, such as
     * {@code 1e-999999999}, can have more digits than fit in memory.
     */
    private static BigDecimal numberOf(String name, String text) {
        if (text.length() > LONGEST_NUMBER) {
            throw new BadPayload("Attribute '" + name + "' has a number of " + text.length() + " characters; at most "
                    + LONGEST_NUMBER + " can be searched.");
        }
        BigDecimal number = new BigDecimal(text);
        long before = (long) number.precision() - number.scale();
        if (number.signum() == 0 || before < -SCALE) {
            return BigDecimal.ZERO.setScale(SCALE);
        }
        if (before > PRECISION) {
            throw tooLarge(name);
        }
        BigDecimal rounded = number.setScale(SCALE, RoundingMode.HALF_EVEN);
        if (rounded.precision() - SCALE > PRECISION) {
            throw tooLarge(name); // only after it was rounded
        }
        return rounded;
    }

    private static BadPayload tooLarge(String name) {
        return new BadPayload("Attribute '" + name + "' has a number with more than " + PRECISION
                + " digits before the point, which can't be searched.");
    }

    private static BadPayload wrong(String name, String text, String wanted) {
        String shown = text.length() > 100 ? text.substring(0, 100) + "…" : text;
        return new BadPayload("Attribute '" + name + "' is " + wanted + ", not '" + shown + "'.");
    }
}
