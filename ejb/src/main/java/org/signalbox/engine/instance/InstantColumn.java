package org.signalbox.engine.instance;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * How instants are stored and read. EclipseLink hands a converter what the driver gives, a timestamp from PostgreSQL and an
 * offset date-time from H2, whatever type the converter declares for the column; that declared type is only the variable
 * here, so that nothing is cast to it on the way in.
 */
abstract class InstantColumn<C> {

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public @Nullable C convertToDatabaseColumn(@Nullable Instant instant) {
        return instant == null ? null : (C) Timestamp.from(instant);
    }

    public @Nullable Instant convertToEntityAttribute(@Nullable C stored) {
        if (stored == null) {
            return null;
        }
        return stored instanceof OffsetDateTime time ? time.toInstant() : ((Timestamp) stored).toInstant();
    }
}
