package org.signalbox.it.crash.app;

import java.time.Duration;
import java.time.Instant;
import org.signalbox.workflow.OnTimer;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Rings some times, half a second apart, and counts when it was made to ring before its time. */
@Workflow("bell")
class Bell {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private Instant due = Instant.EPOCH;
    private int wanted;
    private int rings;
    private int early;

    @Signal
    void hang(int times, WorkflowContext wf) {
        wanted = times;
        next(wf);
    }

    @OnTimer("ring")
    void ring(WorkflowContext wf) {
        rings++;
        if (wf.now().isBefore(due)) {
            early++;
        }
        if (rings < wanted) {
            next(wf);
        } else {
            wf.completeWith(rings + " rings, " + early + " early");
        }
    }

    private void next(WorkflowContext wf) {
        due = wf.now().plus(PAUSE);
        wf.after(PAUSE, "ring");
    }
}
