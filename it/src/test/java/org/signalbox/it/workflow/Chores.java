package org.signalbox.it.workflow;

import org.signalbox.activity.Activity;

/** Activities that end in every way; a key tells the calls of different tests apart. */
@Activity(firstBackoff = "PT0.2S", longestBackoff = "PT1S")
public interface Chores {

    String succeed(String key);

    /** Fails that often and then succeeds. */
    String failAtFirst(String key, int times);

    @Activity(maxAttempts = 3, firstBackoff = "PT0.1S")
    String failAlways(String key);

    String failForGood(String key);

    @Activity(notRetried = IllegalArgumentException.class, firstBackoff = "PT0.1S")
    String failUnretried(String key);

    /** The first attempt goes on until the switch of that name is off; the second one ends at once. */
    @Activity(startToClose = "PT1S", maxAttempts = 2, firstBackoff = "PT0.1S")
    String takeLongAtFirst(String key);

    /** Goes on until the switch of that name is off, which its limit leaves time for. */
    @Activity(startToClose = "PT1M", maxAttempts = 1)
    String hold(String key);

    /** Every attempt goes on until the switch of that name is off. */
    @Activity(startToClose = "PT1S", maxAttempts = 1)
    String takeLong(String key);

    void nothing(String key);
}
