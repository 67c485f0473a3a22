package org.signalbox.engine.alarm;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Event;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.gate.Errand;
import org.signalbox.engine.undeliverable.HeldStore;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/** Ends the holding of signals whose time is over: they become undeliverable, under the lock that a start would take. */
record OverdueErrand(WorkflowId workflowId, HeldStore held, UndeliverableStore undeliverable)
        implements Errand<Boolean> {

    @Override
    public Optional<Request> request(Optional<Instance> instance, Instant now) {
        for (Event.Signalled signal : held.takeOverdue(workflowId, now)) {
            undeliverable.keep(
                    RawSignal.of(workflowId.value(), signal),
                    Reason.EXPIRED,
                    "No instance was started while the signal was held.",
                    now);
        }
        return Optional.empty();
    }

    @Override
    public Boolean nothingToDo() {
        return true;
    }

    @Override
    public Boolean done(Verdict verdict, Instant now) {
        return true;
    }
}
