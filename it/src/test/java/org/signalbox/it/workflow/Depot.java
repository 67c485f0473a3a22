package org.signalbox.it.workflow;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Start;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.Validate;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Takes updates that end in every way. */
@Workflow("depot")
class Depot {

    @PersistenceContext(unitName = "it")
    @SuppressWarnings("NullAway.Init")
    private EntityManager em;

    private int left;

    @Start
    void fill(int pieces) {
        left = pieces;
    }

    @Validate("reserve")
    void canReserve(int pieces) {
        if (pieces > left) {
            throw new IllegalArgumentException("only " + left + " left");
        }
    }

    @Update
    int reserve(int pieces) {
        left -= pieces;
        return left;
    }

    /** Answers when the activity of that key has been done. */
    @Update
    String restock(String key, WorkflowContext wf) {
        return wf.activity(Chores.class).succeed(key);
    }

    /** Fails until the switch is off. */
    @Update
    String repair(String key) {
        if (Switches.isOn(key)) {
            throw new IllegalStateException(key + " is on");
        }
        return key;
    }

    @Update
    void burn() {
        left = 0;
        throw new TerminalFailure("no fire here");
    }

    /** Ends the run once the activity has been done. */
    @Signal
    void close(String key, WorkflowContext wf) {
        wf.activity(Chores.class).takeLongAtFirst(key);
        wf.complete();
    }

    @Query
    int left() {
        return left;
    }

    /** Does what a query must not. */
    @Query
    String smuggle(String reference) {
        em.persist(new BookingEntity(reference, "smuggled", 1));
        em.flush();
        return reference;
    }
}
