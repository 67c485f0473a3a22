package org.signalbox.examples.features;

import java.time.Duration;
import java.time.Instant;
import org.signalbox.activity.Activity;
import org.signalbox.workflow.OnTimer;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Signals, a timer, a query, and an activity that is not waited for: one instance watches one device. */
@Workflow("device")
class Device {

    enum State {
        NEW,
        ALIVE,
        SILENT
    }

    @Activity
    interface Operators {
        void deviceIsSilent(String device, Instant since);
    }

    private State state = State.NEW;
    private Instant lastSeen = Instant.EPOCH;

    @Signal
    void seen(WorkflowContext wf) {
        lastSeen = wf.now();
        state = State.ALIVE;
        wf.after(Duration.ofMinutes(10), "silence"); // replaces the timer set before
    }

    @OnTimer("silence")
    void silent(WorkflowContext wf) {
        state = State.SILENT;
        wf.background(Operators.class).deviceIsSilent(wf.workflowId().value(), lastSeen);
    }

    @Query
    State state() {
        return state;
    }
}
