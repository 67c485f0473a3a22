package org.signalbox.engine.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.Receipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Sent;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.journal.SignalKey;

/** Brings a request that stands by itself, such as a start; the answer is the machine's verdict. */
record RequestErrand(Request brought) implements Errand<Verdict> {

    @Override
    public WorkflowId workflowId() {
        return brought.workflowId();
    }

    @Override
    public Optional<String> startType() {
        return brought.startType();
    }

    @Override
    public boolean mayCreate() {
        return brought.mayCreate();
    }

    /** Of a start that has an id. */
    @Override
    public Optional<SignalKey> signal() {
        return brought instanceof Request.Start start
                ? start.startId().map(id -> new SignalKey(start.workflowId(), id))
                : Optional.empty();
    }

    @Override
    public Verdict repeated(Receipt first) {
        return new Verdict.Repeated(first.run().orElse(0));
    }

    @Override
    public List<Sent> sent() {
        return brought.sent();
    }

    @Override
    public Verdict reused(Optional<Instance> instance, String detail, Instant now) {
        return new Verdict.Refused(Reason.ID_REUSED, detail);
    }

    @Override
    public Optional<Request> request(Optional<Instance> instance, Instant now) {
        return Optional.of(brought);
    }

    @Override
    public Verdict nothingToDo() {
        throw new IllegalStateException("A request is always something to do");
    }

    @Override
    public Verdict done(Verdict verdict, Instant now) {
        return verdict;
    }
}
