package org.signalbox.it.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.signalbox.workflow.OnTimer;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Sets timers as it is told and writes down when they come. */
@Workflow("clockwork")
class Clockwork {

    record Ring(String timer, Instant at) {}

    private List<Ring> rings = new ArrayList<>();
    private List<Ring> set = new ArrayList<>();
    private Duration pause = Duration.ZERO;

    @Signal
    void after(Duration delay, WorkflowContext wf) {
        set.add(new Ring("once", wf.now()));
        wf.after(delay, "once");
    }

    @Signal
    void every(Duration interval, WorkflowContext wf) {
        set.add(new Ring("beat", wf.now()));
        wf.every(interval, "beat");
    }

    /** Three times. */
    @Signal
    void again(Duration delay, WorkflowContext wf) {
        pause = delay;
        wf.after(pause, "again");
    }

    @OnTimer("again")
    void ringAgain(WorkflowContext wf) {
        rings.add(new Ring("again", wf.now()));
        if (rings.size() < 3) {
            wf.after(pause, "again");
        }
    }

    @Signal
    void cancel(String timer, WorkflowContext wf) {
        wf.cancelTimer(timer);
    }

    @Signal
    void close(WorkflowContext wf) {
        wf.complete();
    }

    @OnTimer("once")
    void once(WorkflowContext wf) {
        rings.add(new Ring("once", wf.now()));
    }

    @OnTimer("beat")
    void beat(WorkflowContext wf) {
        rings.add(new Ring("beat", wf.now()));
    }

    @Query
    List<Ring> rings() {
        return rings;
    }

    @Query
    List<Ring> set() {
        return set;
    }
}
