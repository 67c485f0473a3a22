package org.signalbox.it.workflow;

import org.signalbox.activity.Activity;

/** Of which five may begin in a second. */
@Activity(startsPerSecond = 5)
interface Paced {

    void step(String key);
}
