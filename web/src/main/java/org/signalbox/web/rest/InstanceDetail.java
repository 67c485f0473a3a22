package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;
import org.signalbox.core.machine.Child;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Parking;
import org.signalbox.core.machine.Status;
import org.signalbox.engine.instance.InstanceView;

/**
 * All that is known of an instance itself.
 *
 * @param parent the run that started the present run as its child
 * @param state the author's fields as they are kept; absent before the first turn of a run
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record InstanceDetail(
        String workflowId,
        String type,
        Status status,
        int run,
        long sequence,
        int waiting,
        Optional<ParentView> parent,
        Optional<ParkingView> parking,
        Optional<Document> state,
        Optional<Document> result,
        Optional<String> failure,
        Instant startedAt,
        Optional<Instant> closedAt,
        Instant updatedAt) {

    /** Whose child an instance is. */
    public record ParentView(String workflowId, int run) {

        static ParentView of(Child bond) {
            return new ParentView(bond.key().workflowId().value(), bond.run());
        }
    }

    /** Why an instance does not go on. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record ParkingView(String error, Instant since, int attempts, Optional<Instant> retryAt) {

        static ParkingView of(Parking parking) {
            return new ParkingView(parking.error(), parking.since(), parking.attempts(), parking.retryAt());
        }
    }

    static InstanceDetail of(InstanceView view, Optional<Child> bond) {
        Instance i = view.instance();
        return new InstanceDetail(
                i.id().value(),
                i.type(),
                i.status(),
                i.run(),
                i.sequence(),
                i.waiting(),
                bond.map(ParentView::of),
                i.parking().map(ParkingView::of),
                i.state().map(Document::new),
                i.result().map(Document::new),
                i.failure(),
                i.startedAt(),
                i.closedAt(),
                view.updatedAt());
    }
}
