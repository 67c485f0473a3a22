package org.signalbox.it.workflow;

import org.signalbox.activity.Activity;

/** Work that others do: the method notes the token under its key and returns. */
@Activity(startToClose = "PT1H", firstBackoff = "PT0.1S", maxAttempts = 3)
interface Outside {

    int decide(String key);

    /** Is left open, and wants heartbeats. */
    @Activity(startToClose = "PT1H", heartbeat = "PT3S", firstBackoff = "PT0.1S", maxAttempts = 3)
    int watch(String key);

    /** Tells of its heartbeats until it is cancelled. */
    @Activity(startToClose = "PT1H", heartbeat = "PT3S", maxAttempts = 3)
    int toil(String key);
}
