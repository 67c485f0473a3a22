package org.signalbox.it.crash.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalChannel;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Waits nearly always: its main line for signals, activities and time, another handler for an activity and time. */
@Workflow("relay")
class Relay {

    private static final Duration BREATH = Duration.ofMillis(50);

    private final List<String> done = new ArrayList<>();
    private final List<Long> laps = new ArrayList<>();

    @Signal("baton")
    private final SignalChannel<Item> batons = new SignalChannel<>();

    /** @param legs how many batons and how many laps there will be */
    @Run
    List<String> run(int legs, WorkflowContext wf) {
        List<String> seen = new ArrayList<>();
        for (int leg = 1; leg <= legs; leg++) {
            Item baton = batons.receive(wf);
            wf.activity(Chores.class).carryOut(baton.key(), 10, "");
            seen.add(baton.key());
            done.add(baton.key());
            wf.sleep(BREATH);
        }
        wf.await(() -> laps.size() == legs);
        if (!seen.equals(done)) {
            throw new IllegalStateException("a local variable has " + seen + ", the field " + done);
        }
        laps.forEach(lap -> seen.add("lap " + lap));
        return seen;
    }

    @Signal
    void lap(Item item, WorkflowContext wf) {
        wf.sleep(BREATH);
        wf.activity(Chores.class).carryOut("lap-" + item.key(), 10, "");
        laps.add(item.number());
    }
}
