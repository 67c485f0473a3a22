package org.signalbox.core.machine;

import java.time.Duration;
import org.signalbox.workflow.Cancelled;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** A workflow without a main line, whose handler waits and cleans up. */
@Workflow("jobs")
class Jobs {

    boolean cleaned;

    @Signal
    void work(WorkflowContext wf) {
        try {
            wf.sleep(Duration.ofDays(1));
        } catch (Cancelled e) {
            wf.activity(Parcel.Carrier.class).carry("away");
            cleaned = true;
        }
    }
}
