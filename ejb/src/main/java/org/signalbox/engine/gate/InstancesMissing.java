package org.signalbox.engine.gate;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.signalbox.client.WorkflowId;

/** Instances that are about to be created have no rows that could be locked yet. */
final class InstancesMissing extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient SortedSet<WorkflowId> ids;

    InstancesMissing(SortedSet<WorkflowId> ids) {
        super(ids + " can't be locked yet");
        this.ids = Collections.unmodifiableSortedSet(new TreeSet<>(ids));
    }

    SortedSet<WorkflowId> ids() {
        return ids;
    }
}
