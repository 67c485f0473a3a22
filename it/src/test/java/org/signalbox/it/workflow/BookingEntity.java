package org.signalbox.it.workflow;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of the author's own. */
@Entity(name = "Booking")
@Table(name = "it_booking")
public class BookingEntity {

    @Id
    String reference = "";

    String account = "";
    long amount;

    protected BookingEntity() {}

    public BookingEntity(String reference, String account, long amount) {
        this.reference = reference;
        this.account = account;
        this.amount = amount;
    }
}
