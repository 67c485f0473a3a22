package org.signalbox.testkit;

import java.time.Duration;
import org.signalbox.activity.Activity;
import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Cancelled;
import org.signalbox.workflow.Compensation;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Books three things, and gives back what it has if it can't get all. */
@Workflow("trip")
class Trip {

    @Activity(maxAttempts = 1)
    interface Agency {
        String book(String what);

        void cancel(String number);
    }

    private boolean confirmed;

    @Run
    String travel(String kind, WorkflowContext wf) {
        Agency agency = wf.activity(Agency.class);
        Compensation undo = new Compensation();
        try {
            for (String what : new String[] {"flight", "hotel", kind}) {
                String number = agency.book(what);
                undo.by(() -> {
                    wf.sleep(Duration.ofHours(1));
                    agency.cancel(number);
                });
            }
            wf.await(() -> confirmed);
            return "booked";
        } catch (Cancelled e) {
            undo.run();
            if (kind.equals("ship")) {
                return "stayed at home";
            }
            throw e;
        } catch (ActivityFailure e) {
            undo.run();
            throw e;
        }
    }

    @Signal
    void confirm() {
        confirmed = true;
    }
}
