package org.signalbox.client;

/**
 * The identity of one instance, chosen by whoever starts or signals it.
 *
 * @param value 1 to 200 characters, no control characters, no blank at either end
 */
public record WorkflowId(String value) implements Comparable<WorkflowId> {

    /** @throws IllegalArgumentException with a message fit for the sender, if the value is no workflow id */
    public WorkflowId {
        Identifiers.check("workflow id", value);
    }

    @Override
    public int compareTo(WorkflowId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
