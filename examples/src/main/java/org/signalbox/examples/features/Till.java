package org.signalbox.examples.features;

import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.WhenRunEnds;
import org.signalbox.workflow.WhenRunEnds.Late;
import org.signalbox.workflow.WhenRunEnds.Waiting;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** A run is a day at the till; a sale that comes after closing time belongs to the next one. */
@Workflow("till")
@WhenRunEnds(waiting = Waiting.HAND_ON, late = Late.HOLD, heldFor = "P30D")
class Till {

    private int cents;

    @Signal
    void sale(int price) {
        cents += price;
    }

    @Signal
    void closing(WorkflowContext wf) {
        wf.completeWith(cents);
    }

    @Query
    int cents() {
        return cents;
    }
}
