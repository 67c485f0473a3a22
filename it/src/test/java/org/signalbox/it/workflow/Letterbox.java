package org.signalbox.it.workflow;

import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.Workflow;

/** Of which the servers of these tests are told that three letters may wait. */
@Workflow("letterbox")
class Letterbox {

    private int letters;

    @Signal
    void drop() {
        letters++;
    }

    @Update
    int empty() {
        int found = letters;
        letters = 0;
        return found;
    }

    @Query
    int letters() {
        return letters;
    }
}
