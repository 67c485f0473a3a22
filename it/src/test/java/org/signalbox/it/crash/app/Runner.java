package org.signalbox.it.crash.app;

import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Has an errand run for each signal. */
@Workflow("runner")
class Runner {

    @Signal
    void run(Item item, WorkflowContext wf) {
        wf.background(Errands.class).run(item.key());
    }
}
