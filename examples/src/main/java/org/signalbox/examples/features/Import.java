package org.signalbox.examples.features;

import org.signalbox.workflow.Run;
import org.signalbox.workflow.TerminalFailure;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Limits of a run and a second try; and what is done once although the handler is executed again. */
@Workflow(value = "import", runTimeout = "PT1H", maxAttempts = 3, firstBackoff = "PT10S")
class Import {

    @Run
    String load(String file, WorkflowContext wf) {
        int lines = wf.run("count", Integer.class, () -> count(file)); // recorded, not done again
        if (lines == 0 && wf.runNumber() < 3) {
            throw new TerminalFailure(file + " is empty"); // another run follows
        }
        return lines + " lines in run " + wf.runNumber();
    }

    private static int count(String file) {
        return (int) file.chars().filter(c -> c == '\n').count();
    }
}
