package org.signalbox.it.workflow;

import org.signalbox.activity.Activity;

/** Activities that lie heavily on the server until the switch of the key's name is off. */
@Activity(firstBackoff = "PT0.2S", longestBackoff = "PT1S")
interface Burdens {

    /** Goes on until it is interrupted. */
    @Activity(startToClose = "PT1S", maxAttempts = 1)
    void hang(String key);

    /** Goes on even if it is interrupted. */
    @Activity(startToClose = "PT1S", maxAttempts = 1)
    void ignore(String key);

    /** Has much time. */
    @Activity(startToClose = "PT10M")
    void takeLong(String key);

    /** Gives more than can be kept. */
    String exaggerate(String key);

    /** What the container offers to an activity. */
    String surroundings(String key);
}
