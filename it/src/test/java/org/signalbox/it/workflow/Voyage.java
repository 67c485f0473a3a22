package org.signalbox.it.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.signalbox.workflow.ActivityFailure;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalChannel;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Waits in every way: for activities, for a condition, for a channel, for time, and in a handler other than the main line. */
@Workflow("voyage")
public class Voyage {

    public record Plan(String ship, Duration patience) {}

    private final List<String> log = new ArrayList<>();
    private boolean ready;
    private boolean recalled;

    @Signal("port")
    private final SignalChannel<String> ports = new SignalChannel<>();

    @Run
    List<String> sail(Plan plan, WorkflowContext wf) {
        log.add(wf.activity(Chores.class).succeed("build-" + plan.ship()));
        if (!wf.await(plan.patience(), () -> ready || recalled)) {
            throw new TerminalFailure("never ready");
        }
        while (!recalled) {
            String port = ports.receive(wf);
            if (port.equals("home")) {
                break;
            }
            log.add("at " + port);
        }
        try {
            wf.activity(Chores.class).failForGood("unload-" + plan.ship());
        } catch (ActivityFailure e) {
            log.add("unloaded by hand");
        }
        return log;
    }

    @Signal
    void prepare(Duration time, WorkflowContext wf) {
        Instant begun = wf.now();
        log.add("preparing");
        wf.sleep(time);
        log.add("prepared after " + !wf.now().isBefore(begun.plus(time)));
    }

    @Signal
    void start() {
        log.add("started");
        ready = true;
    }

    @Signal
    void recall() {
        recalled = true;
    }

    @Query
    List<String> log() {
        return log;
    }
}
