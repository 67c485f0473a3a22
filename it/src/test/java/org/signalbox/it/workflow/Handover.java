package org.signalbox.it.workflow;

import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Leaves a decision to somebody outside. */
@Workflow("handover")
class Handover {

    @Run
    String run(String key, WorkflowContext wf) {
        try {
            return "decided " + wf.activity(Outside.class).decide(key);
        } catch (ActivityFailure e) {
            return String.valueOf(e.getMessage());
        }
    }
}
