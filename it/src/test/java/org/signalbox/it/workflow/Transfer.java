package org.signalbox.it.workflow;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;

/** Changes two rows that all instances share, in the order that the signal wants. */
@Workflow("transfer")
class Transfer {

    record Move(String from, String to) {}

    @PersistenceContext(unitName = "it")
    @SuppressWarnings("NullAway.Init")
    private EntityManager em;

    private int moves;

    @Signal
    void move(Move move) {
        add(move.from(), -1);
        add(move.to(), 1);
        moves++;
    }

    private void add(String account, int amount) {
        em.createNativeQuery("update it_booking set amount = amount + ?1 where reference = ?2")
                .setParameter(1, amount)
                .setParameter(2, account)
                .executeUpdate();
    }

    @Query
    int moves() {
        return moves;
    }
}
