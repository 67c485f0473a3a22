package org.signalbox.it.crash.app;

import org.signalbox.activity.Activity;

/** What takes long in a transaction. */
@Activity(startToClose = "PT60S", transactional = true)
interface Sittings {

    void sit(long millis);
}
