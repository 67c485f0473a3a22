package org.signalbox.engine.alarm;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.gate.Errand;
import org.signalbox.engine.timer.TimerStore;

/** Gives a rhythm its next right time, under its instance's lock. */
record RhythmErrand(TimerStore.Due rhythm, TimerStore timers) implements Errand<Boolean> {

    @Override
    public WorkflowId workflowId() {
        return rhythm.workflowId();
    }

    @Override
    public Optional<Request> request(Optional<Instance> instance, Instant now) {
        timers.bringBack(rhythm, now);
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
