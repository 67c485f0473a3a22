package org.signalbox.it.workflow;

import org.signalbox.activity.Activity;

/** Activities that end in every way there is; what they do is the same in the test kit and on the server. */
@Activity(startToClose = "PT1H", firstBackoff = "PT0.1S", maxAttempts = 2)
public interface Outcomes {

    String act(String how, String key);

    @Activity(startToClose = "PT1S", maxAttempts = 1)
    String startToClose(String how, String key);

    @Activity(startToClose = "PT1H", scheduleToClose = "PT1S", maxAttempts = 1)
    String scheduleToClose(String how, String key);

    @Activity(startToClose = "PT1H", heartbeat = "PT1S", maxAttempts = 1)
    String heartbeat(String how, String key);

    @Activity(startToClose = "PT1H", firstBackoff = "PT0.1S", onlyCurrentAttemptCompletes = true)
    String strict(String how, String key);
}
