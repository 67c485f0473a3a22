package org.signalbox.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import jakarta.persistence.LockTimeoutException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.PessimisticLockException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalbox.core.turn.AuthorFailure;

class ConflictTest {

    static Stream<Throwable> conflicts() {
        return Stream.concat(
                Stream.of("40P01", "40001", "55P03", "HYT00", "90131")
                        .map(state -> new SQLException("conflict", state)),
                Stream.of(new OptimisticLockException(), new PessimisticLockException(), new LockTimeoutException()));
    }

    @ParameterizedTest
    @MethodSource("conflicts")
    void a_conflict_is_found_wherever_it_stands_and_whoever_threw_it(Throwable conflict) {
        RollbackException atCommit = new RollbackException("Could not commit transaction.");
        atCommit.addSuppressed(new IllegalStateException(conflict));
        for (Throwable wrapped : List.of(
                conflict,
                new PersistenceException(conflict),
                new EJBException(new PersistenceException(new SQLException("batch", null, conflict))),
                new EJBException(atCommit),
                new TurnRolledBack(new AuthorFailure("Transfer.book", new IllegalStateException(conflict))))) {
            assertThat(Conflict.isBehind(wrapped)).as(wrapped.toString()).isTrue();
            assertThat(Conflict.isOfData(wrapped)).as(wrapped.toString()).isFalse();
        }
    }

    @Test
    void what_would_fail_again_is_no_conflict() {
        for (String state : List.of("23505", "22001", "40002", "55000", "42703", "08006")) {
            assertThat(Conflict.isBehind(new PersistenceException(new SQLException("no conflict", state))))
                    .as(state)
                    .isFalse();
        }
        assertThat(Conflict.isBehind(new IllegalStateException(new SQLException("without a state"))))
                .isFalse();
        assertThat(Conflict.isOfData(new PersistenceException(new SQLException("twice", "23505"))))
                .isTrue();
    }

    @Test
    void causes_that_never_end_do_not_keep_it() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);

        assertThat(Conflict.isBehind(second)).isFalse();
    }
}
