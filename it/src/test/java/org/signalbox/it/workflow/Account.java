package org.signalbox.it.workflow;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Start;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Keeps its balance as state and its bookings as rows of the author's own. */
@Workflow("account")
class Account {

    record Opening(String owner, long balance) {}

    /** @param poison the switch that has to be off for it to succeed; empty for none */
    record Booking(String reference, long amount, String poison) {}

    @Inject
    @SuppressWarnings("NullAway.Init")
    private Tariff tariff;

    @PersistenceContext(unitName = "it")
    @SuppressWarnings("NullAway.Init")
    private EntityManager em;

    private String owner = "";
    private long balance;

    @Start
    void open(Opening opening) {
        owner = opening.owner();
        balance = opening.balance();
    }

    /** A reference that exists already violates the primary key, which shows when the transaction commits. */
    @Signal
    void book(Booking booking, WorkflowContext wf) {
        long withFee = booking.amount() + tariff.fee(booking.amount());
        balance -= withFee;
        em.persist(new BookingEntity(booking.reference(), wf.workflowId().value(), withFee));
        if (!booking.poison().isEmpty() && Switches.isOn(booking.poison())) {
            throw new IllegalStateException("booking " + booking.reference() + " is poisonous");
        }
    }

    @Query
    String standing() {
        return owner + " " + balance;
    }
}
