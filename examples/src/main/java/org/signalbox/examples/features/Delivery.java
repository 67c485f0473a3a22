package org.signalbox.examples.features;

import java.util.List;
import org.signalbox.workflow.ChildFailure;
import org.signalbox.workflow.ChildRequest;
import org.signalbox.workflow.ChildRequest.WhenParentEnds;
import org.signalbox.workflow.Promise;
import org.signalbox.workflow.Run;
import org.signalbox.workflow.Workflow;
import org.signalbox.workflow.WorkflowContext;

/** Children: one instance per parcel, all at the same time. */
@Workflow("delivery")
class Delivery {

    @Run
    String deliver(List<String> parcels, WorkflowContext wf) {
        List<Promise<String>> under = parcels.stream()
                .map(parcel -> wf.promise(() -> wf.child(
                        ChildRequest.of("parcel", String.class).with(parcel).whenParentEnds(WhenParentEnds.TERMINATE))))
                .toList();
        try {
            return String.join(", ", wf.all(under));
        } catch (ChildFailure e) {
            return e.workflowId() + " was not delivered: " + e.kind();
        }
    }
}
