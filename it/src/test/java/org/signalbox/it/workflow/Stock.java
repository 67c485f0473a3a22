package org.signalbox.it.workflow;

import org.signalbox.activity.Activity;

/** Kept by a system outside. */
@Activity(queue = "remote.it", startToClose = "PT20S", firstBackoff = "PT0.1S", maxAttempts = 3)
interface Stock {

    record Taken(String article, int left) {}

    Taken take(String article, int pieces);
}
