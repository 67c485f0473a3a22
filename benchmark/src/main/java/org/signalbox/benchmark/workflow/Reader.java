package org.signalbox.benchmark.workflow;

import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalChannel;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Counts its signals in one line that never ends, as nobody should write it: each signal makes it longer. */
@Workflow("reader")
public class Reader extends Tally {

    @Signal
    private final SignalChannel<Step> count = new SignalChannel<>();

    @Run
    void run(WorkflowContext wf) {
        while (true) {
            add(count.receive(wf));
        }
    }
}
