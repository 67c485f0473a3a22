package org.signalbox.engine.retention;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** How a database tells where the rows of the journal lie. */
enum JournalLayout {
    /** By the pages of the table, of 8 kB each; PostgreSQL reads no others (from version 14 on). */
    POSTGRESQL(
            "ctid >= cast(?1 as tid) and ctid < cast(?2 as tid)",
            "select pg_relation_size('journal') / current_setting('block_size')::bigint",
            256) {
        @Override
        Object place(long place) {
            return "(" + place + ",0)";
        }
    },
    /** By the number of the row, in the order of insertion. */
    H2("_rowid_ >= ?1 and _rowid_ < ?2", "select coalesce(max(_rowid_) + 1, 0) from journal", 10_000) {
        @Override
        Object place(long place) {
            return place;
        }
    };

    private final String between;
    private final String end;
    private final long step;

    JournalLayout(String between, String end, long step) {
        this.between = between;
        this.end = end;
        this.step = step;
    }

    static JournalLayout of(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL") ? POSTGRESQL : H2;
        } catch (SQLException e) {
            throw new PersistenceException(e);
        }
    }

    /** A condition with two parameters, the second exclusive. */
    String between() {
        return between;
    }

    /** Of these, as a parameter. */
    abstract Object place(long place);

    /** The place behind the last row. */
    String end() {
        return end;
    }

    long step() {
        return step;
    }
}
