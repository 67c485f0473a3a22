package org.signalbox.examples.loyalty;

import java.time.LocalDate;
import org.signalbox.activity.Activity;

/**
 * What a customer is told.
 *
 * <p>Called at least once per message. A repeated attempt sends the message with the same Message-ID, so whoever gets
 * it can recognise the repetition.
 */
@Activity(startToClose = "PT30S")
interface Notifications {

    void levelReached(Customer customer, Level level);

    /** @param day of this status; one message per customer and day */
    void status(Customer customer, LocalDate day, LoyaltyStatus status);
}
