package org.signalbox.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.persistence.PersistenceException;
import jakarta.resource.ResourceException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signalbox.core.turn.AuthorFailure;

class OutageTest {

    private final SQLException gone = new SQLException("connection lost", "08006");
    private final SQLException twice = new SQLException("it is there already", "23505");

    @Test
    void a_lost_connection_is_an_outage_however_it_is_wrapped() {
        assertThat(Outage.isBehind(gone)).isTrue();
        assertThat(Outage.isBehind(new EJBException(new PersistenceException(gone))))
                .isTrue();
        assertThat(Outage.isBehind(new PersistenceException(new ResourceException("no connection to be had"))))
                .isTrue();
    }

    @Test
    void a_connection_lost_at_the_commit_is_an_outage() {
        RollbackException atCommit = new RollbackException("Could not commit transaction.");
        atCommit.addSuppressed(new ResourceException("Could not commit local transaction", gone));
        EJBException told = new EJBException(atCommit);

        assertThat(Outage.isBehind(told)).isTrue();
    }

    /** What Narayana, IronJacamar and the EJB container were seen to throw, in every wrapping. */
    static Stream<Exception> commits_that_failed_with_their_connection() {
        XAException failed = new XAException(XAException.XAER_RMFAIL);
        XAException rolledBack = new XAException(XAException.XA_RBCOMMFAIL);
        List<Supplier<Exception>> roots = List.of(
                HeuristicMixedException::new,
                HeuristicRollbackException::new,
                () -> withSuppressed(new HeuristicMixedException(), failed),
                () -> withSuppressed(new RollbackException("ARJUNA016053: Could not commit transaction."), failed),
                () -> withSuppressed(new RollbackException("ARJUNA016053: Could not commit transaction."), rolledBack),
                () -> withSuppressed(
                        new RollbackException("ARJUNA016053"),
                        new ResourceException(
                                "IJ000459", new SQLException("This connection has been closed.", "08003"))),
                () -> new RollbackException("ARJUNA016063: The transaction is not active!"),
                () -> withSuppressed(new RollbackException("ARJUNA016053"), new SQLException("shutdown", "57P01")));
        List<UnaryOperator<Exception>> wrappings = List.of(
                e -> e,
                EJBException::new,
                e -> new EJBTransactionRolledbackException("Transaction rolled back", e),
                e -> new EJBException(new PersistenceException(e)));
        return roots.stream().flatMap(root -> wrappings.stream().map(wrapping -> wrapping.apply(root.get())));
    }

    @ParameterizedTest
    @MethodSource("commits_that_failed_with_their_connection")
    void a_commit_whose_end_nobody_knows_is_an_outage(Exception told) {
        assertThat(Outage.isBehind(told)).isTrue();
        assertThat(Outage.isBehind(new AuthorFailure("Loyalty.purchase", told))).isFalse();
    }

    @Test
    void a_commit_that_the_database_refused_is_no_outage() {
        assertThat(Outage.isBehind(new EJBException(withSuppressed(new RollbackException("ARJUNA016053"), twice))))
                .isFalse();
        assertThat(Outage.isBehind(new XAException(XAException.XAER_DUPID))).isFalse();
    }

    @Test
    void the_databases_time_limits_for_transactions_are_outages_unless_somebody_knows_better() {
        for (String state : List.of("25P03", "25P04")) {
            Exception cut =
                    new EJBException(new PersistenceException(new SQLException("terminating connection", state)));
            assertThat(Outage.isBehind(cut)).isTrue();
            assertThat(Outage.isIdleCut(cut)).isTrue();
            assertThat(Outage.isIdleCut(withSuppressed(new RollbackException(), cut)))
                    .isTrue();
        }
        assertThat(Outage.isIdleCut(gone)).isFalse();
    }

    @Test
    @Timeout(60)
    void a_locked_row_shows_that_the_database_is_back_and_keeps_nobody() {
        assertThat(ofAnotherThreadAfter(new PersistenceException(gone), new Contended("locked")))
                .isEqualTo("done");
    }

    @Test
    @Timeout(60)
    void an_attempt_that_does_not_come_back_keeps_nobody() {
        assertThat(ofAnotherThreadAfter(new PersistenceException(gone))).isEqualTo("done");
    }

    /** The result of another thread's work, for which an attempt waits that follows those failures. */
    private static String ofAnotherThreadAfter(RuntimeException... failures) {
        Readiness readiness = new Readiness();
        readiness.begin();
        Outage outage = new Outage(readiness);
        Iterator<RuntimeException> left = List.of(failures).iterator();
        return outage.outlast(() -> {
            if (left.hasNext()) {
                throw left.next();
            }
            return CompletableFuture.supplyAsync(() -> outage.outlast(() -> "done"))
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        });
    }

    private static <E extends Exception> E withSuppressed(E thrown, Exception suppressed) {
        thrown.addSuppressed(suppressed);
        return thrown;
    }

    @Test
    void what_a_working_database_refuses_is_no_outage() {
        PersistenceException refused = new PersistenceException(twice);
        refused.addSuppressed(gone);

        assertThat(Outage.isBehind(refused)).isFalse();
        assertThat(Outage.isBehind(new EJBException(twice))).isFalse();
        assertThat(Outage.isBehind(new IllegalStateException("anything else"))).isFalse();
    }

    @Test
    void a_lost_connection_of_the_authors_own_is_no_outage() {
        assertThat(Outage.isBehind(new EJBException(new AuthorFailure("Loyalty.purchase", gone))))
                .isFalse();
    }
}
