package org.signalbox.engine.instance;

import java.util.Optional;
import org.signalbox.core.machine.Status;

/**
 * Which instances to list, in ascending order of the workflow id.
 *
 * @param idPrefix what the workflow id begins with
 * @param after the last id of the page before
 */
public record InstanceFilter(
        Optional<String> type,
        Optional<Status> status,
        boolean parkedOnly,
        Optional<String> idPrefix,
        Optional<String> after) {

    public static final InstanceFilter ALL =
            new InstanceFilter(Optional.empty(), Optional.empty(), false, Optional.empty(), Optional.empty());
}
