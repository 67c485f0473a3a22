package org.signalbox.engine.instance;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.core.machine.Instance;

/**
 * An instance as an operator sees it.
 *
 * @param updatedAt when it changed last
 */
public record InstanceView(Instance instance, Instant updatedAt) {

    /** Whether its author's code failed and the head of its inbox is retried or waits for an operator. */
    public boolean isParked() {
        return instance.parking().isPresent();
    }

    public Optional<String> parkedError() {
        return instance.parking().map(p -> p.error());
    }
}
