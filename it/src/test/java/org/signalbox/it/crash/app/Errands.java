package org.signalbox.it.crash.app;

import org.signalbox.activity.Activity;

/** What takes no time. */
@Activity
interface Errands {

    void run(String key);
}
