package org.signalbox.engine.instance;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Stores an instant as a {@code timestamp with time zone}; JPA 3.1 has no mapping of its own for it.
 *
 * <p>EclipseLink hands over what the driver gives, a timestamp from PostgreSQL and an offset date-time from H2; a declared
 * type other than {@code Object} would be cast to. It takes the attribute's type from the type arguments of this very
 * class, so there must be no generic superclass.
 */
@Converter(autoApply = true)
public class InstantConverter implements AttributeConverter<Instant, Object> {

    @Override
    public @Nullable Object convertToDatabaseColumn(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    @Override
    public @Nullable Instant convertToEntityAttribute(@Nullable Object stored) {
        if (stored == null) {
            return null;
        }
        return stored instanceof OffsetDateTime time ? time.toInstant() : ((Timestamp) stored).toInstant();
    }
}
