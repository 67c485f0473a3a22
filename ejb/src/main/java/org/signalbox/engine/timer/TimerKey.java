package org.signalbox.engine.timer;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of timers; a class because EclipseLink 4.0 takes no record here. */
class TimerKey implements Serializable {

    private static final long serialVersionUID = 1L;

    String workflowId = "";
    String name = "";

    protected TimerKey() {}

    TimerKey(String workflowId, String name) {
        this.workflowId = workflowId;
        this.name = name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimerKey k && k.workflowId.equals(workflowId) && k.name.equals(name);
    }

    @Override
    public int hashCode() {
        return Objects.hash(workflowId, name);
    }
}
