package org.signalbox.it.crash.app;

import org.signalbox.activity.Activity;

/** What a system outside makes. */
@Activity(queue = "remote.crash", startToClose = "PT8S", firstBackoff = "PT0.2S")
interface Outwork {

    String make(String key);
}
