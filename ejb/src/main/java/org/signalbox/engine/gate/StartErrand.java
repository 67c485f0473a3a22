package org.signalbox.engine.gate;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;

/** Starts a run; the answer is the machine's verdict. */
record StartErrand(Request.Start start) implements Errand<Verdict> {

    @Override
    public WorkflowId workflowId() {
        return start.workflowId();
    }

    @Override
    public boolean mayCreate() {
        return true;
    }

    @Override
    public Optional<Request> request(Optional<Instance> instance, Instant now) {
        return Optional.of(start);
    }

    @Override
    public Verdict nothingToDo() {
        throw new IllegalStateException("A start is always something to do");
    }

    @Override
    public Verdict done(Verdict verdict, Instant now) {
        return verdict;
    }
}
