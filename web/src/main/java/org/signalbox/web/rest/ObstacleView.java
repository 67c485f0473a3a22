package org.signalbox.web.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.core.machine.Status;
import org.signalbox.engine.operator.Obstacle;
import org.signalbox.engine.operator.Standstill;

/**
 * Something without whose end an instance does not move.
 *
 * @param text for people
 * @param next when it ends, or is tried again, by itself
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record ObstacleView(
        Obstacle.Kind kind,
        String text,
        Optional<Instant> since,
        Optional<Instant> next,
        Optional<Long> event,
        Optional<Integer> attempts,
        Optional<String> error) {

    static ObstacleView of(Obstacle o) {
        return new ObstacleView(
                o.kind(),
                o.text(),
                o.since(),
                o.next(),
                o.event().isPresent() ? Optional.of(o.event().getAsLong()) : Optional.empty(),
                o.attempts().isPresent() ? Optional.of(o.attempts().getAsInt()) : Optional.empty(),
                o.error());
    }

    /**
     * Why an instance is not moving.
     *
     * @param since when it changed last
     */
    public record Why(String workflowId, Status status, Instant since, List<ObstacleView> obstacles) {
        static Why of(Standstill.Why why) {
            return new Why(
                    why.workflowId().value(),
                    why.status(),
                    why.since(),
                    why.obstacles().stream().map(ObstacleView::of).toList());
        }
    }

    /** An instance that has not moved for long. */
    public record Still(String workflowId, String type, ObstacleView obstacle) {
        static Still of(Standstill.Still still) {
            return new Still(still.workflowId().value(), still.type(), ObstacleView.of(still.obstacle()));
        }
    }
}
