package org.signalbox.it.crash.app;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;

/** Takes its time for each signal. */
@Workflow("snail")
class Snail {

    @Signal
    void crawl(long millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
