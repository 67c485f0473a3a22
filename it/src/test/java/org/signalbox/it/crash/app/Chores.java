package org.signalbox.it.crash.app;

import org.signalbox.activity.Activity;

/** What takes a while, in which the server may die. */
@Activity(startToClose = "PT8S", firstBackoff = "PT0.2S")
interface Chores {

    /** @param death where to die, empty text for not at all */
    void carryOut(String key, long millis, String death);
}
