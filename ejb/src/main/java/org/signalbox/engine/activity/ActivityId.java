package org.signalbox.engine.activity;

import java.io.Serializable;
import java.util.Objects;
import org.signalbox.core.turn.ActivityKey;

/** The primary key of activities; a class because EclipseLink 4.0 takes no record here. */
class ActivityId implements Serializable {

    private static final long serialVersionUID = 1L;

    String workflowId = "";
    long sequence;
    int ordinal;

    protected ActivityId() {}

    ActivityId(ActivityKey key) {
        workflowId = key.workflowId().value();
        sequence = key.sequence();
        ordinal = key.ordinal();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ActivityId k
                && k.sequence == sequence
                && k.ordinal == ordinal
                && k.workflowId.equals(workflowId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(workflowId, sequence, ordinal);
    }
}
