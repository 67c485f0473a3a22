package org.signalbox.it.workflow;

import java.util.ArrayList;
import java.util.List;
import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Writes down what it is told, in the order in which it is told. */
@Workflow("ledger")
class Ledger {

    /** @param sender empty if it doesn't matter */
    record Note(String sender, int number) {}

    private List<String> notes = new ArrayList<>();
    private int touches;

    @Signal
    void note(Note note) {
        notes.add(note.sender() + ":" + note.number());
    }

    @Signal
    void touch() {
        touches++;
    }

    @Signal
    void text(String text) {
        notes.add(text);
    }

    @Signal
    void close(WorkflowContext wf) {
        wf.complete();
    }

    @Signal
    void closeWith(String result, WorkflowContext wf) {
        wf.completeWith(result);
    }

    @Signal
    void giveUp(String why) {
        notes.add("gave up");
        throw new TerminalFailure(why);
    }

    @Query
    List<String> notes() {
        return notes;
    }

    /** Fails if there is none at that place. */
    @Query
    String noteAt(int index) {
        return notes.get(index);
    }

    @Query
    int touches() {
        return touches;
    }

    @Query
    int size() {
        return notes.size();
    }
}
