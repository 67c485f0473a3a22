package org.signalbox.engine.application;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import jakarta.persistence.PersistenceException;
import jakarta.resource.ResourceException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
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
