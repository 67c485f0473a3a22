package org.signalbox.core.payload;

import com.fasterxml.jackson.databind.JavaType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which types have values that nobody can change, so that one object may be given out for the same JSON again and again:
 * text, numbers, enums, times and records of such. What is not known to be one is not.
 */
final class Unchangeable {

    private static final Set<Class<?>> KNOWN = Set.of(
            String.class,
            Boolean.class,
            Character.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class,
            Instant.class,
            Duration.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class);

    private Unchangeable() {}

    static boolean is(JavaType type) {
        return is(type, new HashSet<>());
    }

    /** @param asked about already, so that a record may contain itself */
    private static boolean is(JavaType type, Set<JavaType> asked) {
        Class<?> raw = type.getRawClass();
        if (raw.isRecord()) {
            return !asked.add(type)
                    || Arrays.stream(raw.getRecordComponents()).allMatch(c -> is(typeOf(c, type), asked));
        }
        if (raw == Optional.class) {
            return is(type.containedTypeOrUnknown(0), asked);
        }
        return raw.isPrimitive() || raw.isEnum() || KNOWN.contains(raw);
    }

    private static JavaType typeOf(RecordComponent component, JavaType within) {
        return Json.resolve(component.getGenericType(), within);
    }
}
