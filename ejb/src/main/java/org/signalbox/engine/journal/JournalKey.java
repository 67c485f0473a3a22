package org.signalbox.engine.journal;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of the journal; a class because EclipseLink 4.0 takes no record here. */
class JournalKey implements Serializable {

    private static final long serialVersionUID = 1L;

    String workflowId = "";
    long sequence;

    protected JournalKey() {}

    JournalKey(String workflowId, long sequence) {
        this.workflowId = workflowId;
        this.sequence = sequence;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JournalKey k && k.sequence == sequence && k.workflowId.equals(workflowId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(workflowId, sequence);
    }
}
