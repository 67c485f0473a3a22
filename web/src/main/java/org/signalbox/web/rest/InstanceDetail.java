package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.signalbox.core.machine.Child;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Life;
import org.signalbox.core.machine.Parking;
import org.signalbox.core.machine.Pause;
import org.signalbox.core.machine.Status;
import org.signalbox.core.payload.Undecodable;
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
        Optional<PauseView> pause,
        Optional<LimitsView> limits,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, JsonNode> memo,
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

    /** Since when nothing is handled, and at whose wish. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record PauseView(Instant since, Optional<String> by, Optional<String> reason) {

        static PauseView of(Pause pause) {
            return new PauseView(
                    pause.since(), pause.motive().by(), pause.motive().reason());
        }
    }

    /**
     * When the run begins and ends by time, and which runs failed before it.
     *
     * @param beginsAt while it has not begun
     * @param firstRun the number of the first of the runs that follow each other
     * @param maxAttempts how many there are at most; 0 means without limit
     * @param lastFailure of the run before
     */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record LimitsView(
            Optional<Instant> beginsAt,
            Optional<Instant> runUntil,
            Optional<Instant> executionUntil,
            Optional<Integer> firstRun,
            Optional<Integer> maxAttempts,
            Optional<String> lastFailure) {

        static Optional<LimitsView> of(Life life) {
            LimitsView view = new LimitsView(
                    life.beginning().flatMap(Life.Beginning::at),
                    life.runUntil(),
                    life.executionUntil(),
                    life.chain().map(Life.Chain::firstRun),
                    life.chain().map(Life.Chain::maxAttempts),
                    life.chain().flatMap(Life.Chain::lastFailure).map(Undecodable::shown));
            return Optional.of(view).filter(v -> !v.equals(NONE));
        }

        private static final LimitsView NONE = new LimitsView(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
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
                i.life().pause().map(PauseView::of),
                LimitsView.of(i.life()),
                InstanceSummary.memo(i),
                i.state().map(Document::new),
                i.result().map(Document::new),
                i.failure().map(Undecodable::shown),
                i.startedAt(),
                i.closedAt(),
                view.updatedAt());
    }
}
