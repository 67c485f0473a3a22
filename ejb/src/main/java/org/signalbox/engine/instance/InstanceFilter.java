package org.signalbox.engine.instance;

import java.util.List;
import java.util.Optional;
import org.signalbox.core.catalog.AttributeCondition;
import org.signalbox.core.machine.Status;

/**
 * Which instances to list, in ascending order of the workflow id.
 *
 * @param idPrefix what the workflow id begins with
 * @param attributes conditions that must all hold; they need a type
 * @param after the last id of the page before
 */
public record InstanceFilter(
        Optional<String> type,
        Optional<Status> status,
        boolean parkedOnly,
        Optional<String> idPrefix,
        List<AttributeCondition> attributes,
        Optional<String> after) {

    public static final InstanceFilter ALL = new InstanceFilter(
            Optional.empty(), Optional.empty(), false, Optional.empty(), List.of(), Optional.empty());

    public InstanceFilter {
        attributes = List.copyOf(attributes);
        if (type.isEmpty() && !attributes.isEmpty()) {
            throw new IllegalArgumentException("Attributes are those of a workflow; give its type.");
        }
    }

    /** The same, for the page that begins behind that id. */
    public InstanceFilter after(Optional<String> last) {
        return new InstanceFilter(type, status, parkedOnly, idPrefix, attributes, last);
    }
}
