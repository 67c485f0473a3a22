package org.signalbox.it.crash.app;

import org.signalbox.client.SignalRequest;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Tells a {@link Snail} of its own for how long to crawl. */
@Workflow("crier")
class Crier {

    @Signal
    void tell(long millis, WorkflowContext wf) {
        wf.send(SignalRequest.of(wf.workflowId() + "-snail", "crawl")
                .with(millis)
                .starting("snail"));
    }
}
