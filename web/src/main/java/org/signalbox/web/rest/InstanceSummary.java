package org.signalbox.web.rest;

import java.time.Instant;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Status;
import org.signalbox.engine.instance.InstanceView;

/** An instance in a list. */
public record InstanceSummary(
        String workflowId,
        String type,
        Status status,
        int run,
        long sequence,
        int waiting,
        boolean parked,
        Instant updatedAt) {

    static InstanceSummary of(InstanceView view) {
        Instance i = view.instance();
        return new InstanceSummary(
                i.id().value(),
                i.type(),
                i.status(),
                i.run(),
                i.sequence(),
                i.waiting(),
                view.isParked(),
                view.updatedAt());
    }
}
