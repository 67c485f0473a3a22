package org.signalbox.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which instances of a workflow to find, by their search attributes, in ascending order of their ids.
 *
 * @param conditions that must all hold; of an attribute with several values one must fit
 * @param runningOnly whether to leave out closed ones
 * @param after the last id of the page before
 * @param limit how many at most, 1 to 500
 */
public record InstanceSearch(
        String workflowType, List<Condition> conditions, boolean runningOnly, Optional<WorkflowId> after, int limit) {

    private static final int MOST = 500;

    public InstanceSearch {
        conditions = List.copyOf(conditions);
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("The limit is " + limit + "; give 1 to " + MOST + ".");
        }
    }

    /** How a value is compared. */
    public enum Comparison {
        EQUAL,
        AT_LEAST,
        AT_MOST
    }

    /** @param value of the attribute's type, or its text */
    public record Condition(String attribute, Comparison comparison, Object value) {}

    /** The first 100 of all instances of a workflow. */
    public static InstanceSearch of(String workflowType) {
        return new InstanceSearch(workflowType, List.of(), false, Optional.empty(), 100);
    }

    public InstanceSearch where(String attribute, Object value) {
        return and(new Condition(attribute, Comparison.EQUAL, value));
    }

    public InstanceSearch atLeast(String attribute, Object value) {
        return and(new Condition(attribute, Comparison.AT_LEAST, value));
    }

    public InstanceSearch atMost(String attribute, Object value) {
        return and(new Condition(attribute, Comparison.AT_MOST, value));
    }

    private InstanceSearch and(Condition condition) {
        List<Condition> all = new ArrayList<>(conditions);
        all.add(condition);
        return new InstanceSearch(workflowType, all, runningOnly, after, limit);
    }

    public InstanceSearch running() {
        return new InstanceSearch(workflowType, conditions, true, after, limit);
    }

    /** The page behind one that ended with that id. */
    public InstanceSearch after(WorkflowId last) {
        return new InstanceSearch(workflowType, conditions, runningOnly, Optional.of(last), limit);
    }

    public InstanceSearch limit(int newLimit) {
        return new InstanceSearch(workflowType, conditions, runningOnly, after, newLimit);
    }
}
