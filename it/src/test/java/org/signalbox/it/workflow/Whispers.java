package org.signalbox.it.workflow;

import org.signalbox.activity.Activity;

/** Passes secrets on, but only at the second attempt. */
@Activity(startToClose = "PT1M", firstBackoff = "PT0.1S", maxAttempts = 3)
interface Whispers {

    String pass(String secret);
}
