package org.signalbox.it.workflow;

import org.signalbox.activity.Activity;

/** Work that others do: the method notes the token under its key and returns. */
@Activity(startToClose = "PT1H", firstBackoff = "PT0.1S", maxAttempts = 3)
interface Outside {

    int decide(String key);
}
