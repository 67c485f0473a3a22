package org.signalbox.engine.instance;

import java.io.Serializable;
import java.util.Objects;

/** The primary key of attributes; a class because EclipseLink 4.0 takes no record here. */
class AttributeKey implements Serializable {

    private static final long serialVersionUID = 1L;

    String workflowId = "";
    String name = "";
    int ordinal;

    protected AttributeKey() {}

    @Override
    public boolean equals(Object other) {
        return other instanceof AttributeKey k
                && k.ordinal == ordinal
                && k.name.equals(name)
                && k.workflowId.equals(workflowId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(workflowId, name, ordinal);
    }
}
