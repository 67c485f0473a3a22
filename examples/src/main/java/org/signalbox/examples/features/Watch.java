package org.signalbox.examples.features;

import java.time.Duration;
import org.signalbox.activity.Activity;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** A main line that goes on for ever, and code that was changed while instances waited in it. */
@Workflow("watch")
class Watch {

    @Activity
    interface Exchange {
        int price(String share);

        void order(String share);
    }

    private int rounds;

    @Run
    void follow(String share, WorkflowContext wf) {
        int price = wf.activity(Exchange.class).price(share);
        int limit = wf.version("lower limit", 1, 2) >= 2 ? 80 : 100; // 1 for those that were here before
        if (price < limit) {
            wf.activity(Exchange.class).order(share);
        }
        rounds++;
        wf.sleep(Duration.ofHours(1));
        wf.restart(); // begins anew with the fields as they are, and drops what was recorded
    }

    @Query
    int rounds() {
        return rounds;
    }
}
