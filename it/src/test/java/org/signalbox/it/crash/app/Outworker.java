package org.signalbox.it.crash.app;

import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Waits for what is made outside. */
@Workflow("outworker")
class Outworker {

    private String made = "";

    @Signal
    void order(Item item, WorkflowContext wf) {
        made = wf.activity(Outwork.class).make(item.key());
    }

    @Query
    String made() {
        return made;
    }
}
