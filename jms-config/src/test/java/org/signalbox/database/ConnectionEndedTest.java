package org.signalbox.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionEndedTest {

    private final ConnectionEnded ended = new ConnectionEnded();

    @ParameterizedTest
    @ValueSource(strings = {"08000", "08003", "08006", "57P01", "57P02", "57P05", "25P03", "25P04"})
    void a_connection_that_has_ended_is_not_used_again(String state) {
        assertThat(ended.isExceptionFatal(new SQLException("gone", state))).isTrue();
        BatchUpdateException batch = new BatchUpdateException("batch", "23505", new int[0]);
        batch.setNextException(new SQLException("gone", state));
        assertThat(ended.isExceptionFatal(batch)).isTrue();
    }

    /** A constraint, a deadlock, a lock time-out, a cancelled query, a full disk, a failed transaction. */
    @ParameterizedTest
    @ValueSource(strings = {"23505", "40P01", "55P03", "57014", "53100", "25P02"})
    void what_the_database_refuses_ends_no_connection(String state) {
        assertThat(ended.isExceptionFatal(new SQLException("refused", state))).isFalse();
    }

    @Test
    void an_error_without_a_state_ends_none() {
        assertThat(ended.isExceptionFatal(new SQLException("unknown"))).isFalse();
    }
}
