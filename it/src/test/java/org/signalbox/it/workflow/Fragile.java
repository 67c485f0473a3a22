package org.signalbox.it.workflow;

import java.util.ArrayList;
import java.util.List;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;

/** Fails on a poisonous job until the switch of that name is turned off. */
@Workflow("fragile")
class Fragile {

    /** @param poison the switch that has to be off for it to be done; empty for none */
    record Job(int number, String poison) {}

    private List<Integer> done = new ArrayList<>();

    @Signal
    void work(Job job) {
        done.add(job.number());
        if (!job.poison().isEmpty() && Switches.isOn(job.poison())) {
            throw new IllegalStateException("job " + job.number() + " is poisonous");
        }
    }

    @Query
    List<Integer> done() {
        return done;
    }
}
