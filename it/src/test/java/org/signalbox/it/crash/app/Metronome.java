package org.signalbox.it.crash.app;

import java.time.Duration;
import org.signalbox.workflow.OnTimer;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Beats every two seconds, and rings once. */
@Workflow("metronome")
class Metronome {

    private int beats;
    private int rings;
    private int asked;

    @Signal
    void begin(WorkflowContext wf) {
        wf.every(Duration.ofSeconds(2), "beat");
    }

    @Signal
    void ring(WorkflowContext wf) {
        asked++;
        wf.after(Duration.ofSeconds(1), "ring");
    }

    @OnTimer("beat")
    void beat() {
        beats++;
    }

    @OnTimer("ring")
    void rung() {
        rings++;
    }

    @Query
    int beats() {
        return beats;
    }

    /** How often a ring was asked for. */
    @Query
    int asked() {
        return asked;
    }

    @Query
    int rings() {
        return rings;
    }
}
