package org.signalbox.engine.instance;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The parameters of a statement, set one after the other. */
public final class Parameters {

    private final PreparedStatement statement;
    private int set;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    public Parameters text(@Nullable String value) throws SQLException {
        statement.setString(++set, value);
        return this;
    }

    public Parameters number(long value) throws SQLException {
        statement.setLong(++set, value);
        return this;
    }

    Parameters decimal(@Nullable BigDecimal value) throws SQLException {
        statement.setBigDecimal(++set, value);
        return this;
    }

    public Parameters time(@Nullable Instant value) throws SQLException {
        OffsetDateTime time = value == null ? null : value.atOffset(ZoneOffset.UTC);
        statement.setObject(++set, time, Types.TIMESTAMP_WITH_TIMEZONE);
        return this;
    }

    void texts(String[] values) throws SQLException {
        statement.setArray(++set, statement.getConnection().createArrayOf("varchar", values));
    }

    /** The next row's begin. */
    void again() {
        set = 0;
    }
}
