package org.signalbox.core.activity;

import org.signalbox.core.turn.ActivityKey;

/**
 * One attempt of an activity.
 *
 * @param number from 1; a message for an attempt that is not the activity's next one is out of date
 */
public record Attempt(ActivityKey key, int number) {}
