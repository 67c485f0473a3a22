package org.signalbox.it.refused;

import org.signalbox.activity.Activity;

/** Has options that contradict each other, or say nothing. */
@Activity(concurrency = -1)
interface Confused {

    @Activity(queue = "remote.it", transactional = true)
    void twoMasters();

    @Activity(startToClose = "PT1M", heartbeat = "PT2M")
    void heartbeatTooRare();

    @Activity(scheduleToStart = "PT1H", scheduleToClose = "PT30M")
    void closedBeforeItStarts();

    @Activity(startsPerSecond = 5)
    void paceOfItsOwn();

    @Activity(startToClose = "soon")
    void noDuration();

    @Activity(firstBackoff = "PT10M", longestBackoff = "PT1M")
    void backoffUpsideDown();
}
