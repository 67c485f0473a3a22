package org.signalbox.it.workflow;

import java.util.ArrayList;
import java.util.List;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.WhenRunEnds;
import org.signalbox.workflow.WhenRunEnds.Late;
import org.signalbox.workflow.WhenRunEnds.Waiting;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Takes notes, and is closed while more of them lie on it; its kinds differ in what then becomes of those. */
@Workflow("desk")
class Desk {

    private List<String> notes = new ArrayList<>();

    @Signal
    void note(String text) {
        if (text.startsWith("poison") && Switches.isOn(text)) {
            throw new IllegalStateException("can't note " + text);
        }
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

    @Query
    List<String> notes() {
        return notes;
    }

    @Workflow("thorough-desk")
    @WhenRunEnds(waiting = Waiting.HANDLE, late = Late.START)
    static class Thorough extends Desk {}

    @Workflow("heir-desk")
    @WhenRunEnds(waiting = Waiting.HAND_ON, late = Late.HOLD, heldFor = "P1D")
    static class Heir extends Desk {}

    @Workflow("hasty-desk")
    @WhenRunEnds(waiting = Waiting.HAND_ON, late = Late.HOLD, heldFor = "PT2S")
    static class Hasty extends Desk {}
}
