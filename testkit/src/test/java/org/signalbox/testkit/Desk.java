package org.signalbox.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.SignalChannel;
import org.signalbox.workflow.Start;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.WhenRunEnds;
import org.signalbox.workflow.WhenRunEnds.Late;
import org.signalbox.workflow.WhenRunEnds.Waiting;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Takes notes, and is closed while more of them lie on it; its kinds differ in what then becomes of those. */
class Desk {

    final List<String> notes = new ArrayList<>();

    @Signal
    void note(String text) {
        if (text.equals("poison")) {
            throw new IllegalStateException("can't note poison");
        }
        notes.add(text);
    }

    @Signal
    void slow(String text, WorkflowContext wf) {
        wf.sleep(Duration.ofHours(1));
        notes.add(text);
    }

    @Signal
    void close(String result, WorkflowContext wf) {
        wf.completeWith(result);
    }

    @Signal
    void giveUp(String why) {
        throw new TerminalFailure(why);
    }

    @Update
    int count(String text) {
        notes.add(text);
        return notes.size();
    }

    @Query
    List<String> notes() {
        return notes;
    }

    @Workflow("strict")
    static class Strict extends Desk {}

    @Workflow("thorough")
    @WhenRunEnds(waiting = Waiting.HANDLE)
    static class Thorough extends Desk {}

    @Workflow(value = "stubborn", maxAttempts = 2)
    @WhenRunEnds(waiting = Waiting.HANDLE)
    static class Stubborn extends Desk {}

    @Workflow("heir")
    @WhenRunEnds(waiting = Waiting.HAND_ON, late = Late.HOLD, heldFor = "P3D")
    static class Heir extends Desk {
        @Start
        void begin() {
            notes.add("begun");
        }
    }

    @Workflow("open")
    @WhenRunEnds(late = Late.START)
    static class Open extends Desk {}

    /** Has a main line, which ends when it is told to. */
    @Workflow("guided")
    @WhenRunEnds(waiting = Waiting.HANDLE)
    static class Guided {

        private final List<String> notes = new ArrayList<>();

        @Signal
        private final SignalChannel<String> orders = new SignalChannel<>();

        @Run
        String lead(WorkflowContext wf) {
            while (true) {
                String order = orders.receive(wf);
                notes.add("order " + order);
                if (order.equals("again")) {
                    wf.restart();
                }
                if (order.equals("end")) {
                    return "ended after " + notes.size();
                }
            }
        }

        @Signal
        void note(String text) {
            notes.add(text);
        }

        @Signal
        void slow(String text, WorkflowContext wf) {
            wf.sleep(Duration.ofHours(1));
            notes.add(text);
        }

        @Query
        List<String> notes() {
            return notes;
        }
    }
}
