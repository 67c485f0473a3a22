package org.signalbox.it.crash.app;

import org.signalbox.workflow.Run;
import org.signalbox.workflow.Workflow;

/** Is over as soon as it has begun, so that a second start of the same id would be a second run. */
@Workflow("flash")
class Flash {

    @Run
    String flash() {
        return "seen";
    }
}
