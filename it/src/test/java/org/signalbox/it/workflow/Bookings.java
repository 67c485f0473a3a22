package org.signalbox.it.workflow;

import org.signalbox.activity.Activity;

/** Writes into a table of its own and has that committed with its result. */
@Activity(transactional = true, startToClose = "PT8S", firstBackoff = "PT0.1S", maxAttempts = 5)
interface Bookings {

    /** Books once; the switch of that name makes the first attempts hang or fail. */
    int book(String reference, String how);
}
