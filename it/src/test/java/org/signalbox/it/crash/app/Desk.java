package org.signalbox.it.crash.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Stamps what it is given, and answers how much it has stamped by then. */
@Workflow("desk")
class Desk {

    private static final Duration BREATH = Duration.ofMillis(50);

    private final List<String> stamped = new ArrayList<>();

    @Update
    int stamp(Item item) {
        stamped.add(item.key());
        return stamped.size();
    }

    /** Thinks before it stamps. */
    @Update
    int consider(Item item, WorkflowContext wf) {
        wf.sleep(BREATH);
        wf.activity(Chores.class).carryOut("desk-" + item.key(), 10, "");
        return stamp(item);
    }

    @Query
    List<String> stamped() {
        return stamped;
    }
}
