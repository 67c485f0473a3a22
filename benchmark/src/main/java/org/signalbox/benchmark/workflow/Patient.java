package org.signalbox.benchmark.workflow;

import org.signalbox.workflow.Run;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Waits for its second signal, and ends. */
@Workflow("patient")
public class Patient extends Bench {

    @Run
    void run(WorkflowContext wf) {
        wf.await(() -> handled() >= 2);
    }
}
