package org.signalbox.it.workflow;

import org.signalbox.activity.Activity;

/** Of which one may be under way. */
@Activity(concurrency = 1, startToClose = "PT1H")
public interface OneByOne {

    String hold(String how, String key);

    @Activity(startToClose = "PT1H", scheduleToStart = "PT1S")
    String soon(String how, String key);
}
