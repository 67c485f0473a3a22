package org.signalbox.engine.instance;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.sql.Timestamp;
import java.time.Instant;

/** Stores an instant as a {@code timestamp with time zone}; JPA 3.1 has no mapping of its own for it. */
@Converter(autoApply = true)
public class InstantConverter extends TimestampColumn implements AttributeConverter<Instant, Timestamp> {}
