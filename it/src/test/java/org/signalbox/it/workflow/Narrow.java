package org.signalbox.it.workflow;

import org.signalbox.activity.Activity;

/** Of which two may be under way at once. */
@Activity(concurrency = 2)
interface Narrow {

    /** Goes on until the switch of that name is off. */
    void pass(String key);

    /** Is of no use if it has to wait for others. */
    @Activity(scheduleToStart = "PT2S")
    void passSoon(String key);
}
