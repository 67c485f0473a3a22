package org.signalbox.engine.alarm;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.gate.Errand;
import org.signalbox.engine.timer.TimerStore;

/**
 * Brings a due timer to its instance.
 *
 * <p>Proof of once: the timer's row is read under the instance's lock, and the transaction that handles it moves the row to
 * the next due time or removes it; a second errand for the same due time finds nothing to do.
 */
record TimerErrand(TimerStore.Due due, TimerStore timers) implements Errand<Boolean> {

    @Override
    public WorkflowId workflowId() {
        return due.workflowId();
    }

    @Override
    public Optional<Request> request(Optional<Instance> instance, Instant now) {
        return instance.filter(i -> i.status().isRunning() || i.leaves())
                .flatMap(i -> timers.due(due.workflowId(), due.timer(), now));
    }

    @Override
    public Boolean nothingToDo() {
        return false;
    }

    @Override
    public Boolean done(Verdict verdict, Instant now) {
        return true;
    }
}
