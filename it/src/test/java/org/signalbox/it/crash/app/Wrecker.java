package org.signalbox.it.crash.app;

import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Ends the process of its server, whenever its code is called so. */
@Workflow("wrecker")
class Wrecker {

    private int done;
    private String told = "";

    @Signal
    void work(String how) {
        Wreckage.of(how);
        done++;
    }

    @Signal
    void delegate(String how, WorkflowContext wf) {
        try {
            wf.activity(Wreckage.class).cause(how);
        } catch (ActivityFailure e) {
            told = String.valueOf(e.getMessage());
        }
        done++;
    }

    @Query
    int done() {
        return done;
    }

    @Query
    String told() {
        return told;
    }

    @Query
    int ask(String how) {
        Wreckage.of(how);
        return done;
    }
}
