package org.signalbox.engine.gate;

import java.util.Collection;
import org.signalbox.client.WorkflowId;

/** Another transaction holds the rows of these instances, or one of them, for longer than the database waits. */
final class InstancesLocked extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InstancesLocked(Collection<WorkflowId> ids, Throwable cause) {
        super("Rows of instances " + ids + " are locked", cause);
    }
}
