package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.OptionalInt;
import org.signalbox.core.machine.Child;
import org.signalbox.workflow.ChildRequest;

/**
 * A child as its parent's side shows it.
 *
 * @param sequence of the event in whose handler it was asked for
 * @param run of the parent
 * @param childRun which run of the child's id it is; absent before it is started
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ChildDetail(
        long sequence,
        int ordinal,
        int run,
        String workflowId,
        OptionalInt childRun,
        String type,
        ChildRequest.WhenParentEnds whenParentEnds,
        Child.State state) {

    static ChildDetail of(Child child) {
        return new ChildDetail(
                child.key().sequence(),
                child.key().ordinal(),
                child.run(),
                child.workflowId().value(),
                child.childRun(),
                child.type(),
                child.whenParentEnds(),
                child.state());
    }
}
