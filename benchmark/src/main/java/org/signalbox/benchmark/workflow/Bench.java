package org.signalbox.benchmark.workflow;

import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;

/** Counts its signals in a handler. */
@Workflow("bench")
public class Bench extends Tally {

    @Signal
    void count(Step step) {
        add(step);
    }
}
