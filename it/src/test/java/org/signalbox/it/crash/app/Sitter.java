package org.signalbox.it.crash.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Takes long, and makes a failure of its own of an interruption. */
@Workflow("sitter")
class Sitter {

    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private int sat;

    @Signal
    void sit(long millis) {
        pass(millis);
        sat++;
    }

    @Signal
    void have(long millis, WorkflowContext wf) {
        wf.activity(Sittings.class).sit(millis);
        sat++;
    }

    @Query
    int sat() {
        return sat;
    }

    static void pass(long millis) {
        boolean interrupted = false;
        try {
            interrupted = NEVER.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            throw new IllegalStateException("woken up");
        }
    }
}
