package org.signalbox.engine.effect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Line;
import org.signalbox.engine.activity.AttemptMessage;

/**
 * What one transaction leaves to be done after its commit. All of it stands in rows too, so that losing this object in a
 * crash only delays.
 */
public final class Outbox {

    private final List<AttemptMessage> attempts = new ArrayList<>();
    private final Set<WorkflowId> senders = new LinkedHashSet<>();
    private final Set<WorkflowId> toResume = new LinkedHashSet<>();
    private final Set<WorkflowId> answered = new LinkedHashSet<>();
    private final Set<WorkflowId> changed = new LinkedHashSet<>();
    private final List<OpenLines> lines = new ArrayList<>();
    private int turns;

    /** All open lines of an instance, as both are after the commit. */
    public record OpenLines(Instance instance, List<Line> lines) {}

    void send(AttemptMessage attempt) {
        attempts.add(attempt);
    }

    void bringMailOf(WorkflowId id) {
        senders.add(id);
    }

    void resume(WorkflowId id) {
        toResume.add(id);
    }

    void dontResume(WorkflowId id) {
        toResume.remove(id);
    }

    void answered(WorkflowId id) {
        answered.add(id);
    }

    /** Keeps the open lines of an instance for its next turn. */
    public void keep(OpenLines open) {
        lines.add(open);
    }

    void changed(WorkflowId id) {
        changed.add(id);
    }

    void turns(int count) {
        turns += count;
    }

    /** How many events have been accepted or handled. */
    public int turns() {
        return turns;
    }

    /** Activities to be sent to their queue. */
    public List<AttemptMessage> attempts() {
        return List.copyOf(attempts);
    }

    /** Instances whose mail is to be brought. */
    public Set<WorkflowId> senders() {
        return Set.copyOf(senders);
    }

    /** Instances whose inbox can go on. */
    public Set<WorkflowId> toResume() {
        return Set.copyOf(toResume);
    }

    /** Instances to which something has happened. */
    public Set<WorkflowId> changed() {
        return changed;
    }

    /** Instances whose updates' senders wait for an answer. */
    public Set<WorkflowId> answered() {
        return Set.copyOf(answered);
    }

    /** What is to be kept for the next turns. */
    public List<OpenLines> lines() {
        return List.copyOf(lines);
    }
}
