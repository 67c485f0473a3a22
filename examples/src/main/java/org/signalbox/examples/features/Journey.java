package org.signalbox.examples.features;

import org.signalbox.activity.Activity;
import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Cancelled;
import org.signalbox.workflow.Compensation;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Cancelling with compensation: what was booked is given back in reverse order. */
@Workflow("journey")
class Journey {

    @Activity(maxAttempts = 2)
    interface Agency {
        String book(String what);

        void cancel(String number);
    }

    private boolean confirmed;

    @Run
    String travel(WorkflowContext wf) {
        Agency agency = wf.activity(Agency.class);
        Compensation undo = new Compensation();
        try {
            String flight = agency.book("flight");
            undo.by(() -> agency.cancel(flight));
            String hotel = agency.book("hotel");
            undo.by(() -> agency.cancel(hotel));
            wf.await(() -> confirmed);
            return "booked";
        } catch (Cancelled | ActivityFailure e) {
            undo.run();
            throw e;
        }
    }

    @Signal
    void confirm() {
        confirmed = true;
    }
}
