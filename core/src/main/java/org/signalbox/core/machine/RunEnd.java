package org.signalbox.core.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.core.turn.Command;
import org.signalbox.workflow.ChildFailure;

/**
 * The end of a run, for its relatives.
 *
 * @param run the one that has ended
 * @param outcome what came of it; empty if another run follows because it failed, which is then what its parent waits for
 */
public record RunEnd(WorkflowId workflowId, int run, Optional<ActivityOutcome> outcome) {

    private static final String REPLACED = "another start took its place";

    /**
     * The runs that have ended in one request, in their order: a run may be replaced, and the one in its place end as well.
     *
     * @param after the instance as it is then
     * @param commands what was decided; each end of a run is among them as {@link Command.CancelAllTimers}
     */
    public static List<RunEnd> of(Instance after, List<Command> commands) {
        int count = (int) commands.stream()
                .filter(Command.CancelAllTimers.class::isInstance)
                .count();
        int last = after.status().isRunning() ? after.run() - 1 : after.run();
        List<RunEnd> ends = new ArrayList<>(count);
        for (int run = last - count + 1; run <= last; run++) {
            ends.add(new RunEnd(after.id(), run, outcome(after, run)));
        }
        return ends;
    }

    private static Optional<ActivityOutcome> outcome(Instance after, int run) {
        if (run < after.run()) {
            return isFollowed(after, run)
                    ? Optional.empty()
                    : Optional.of(ActivityOutcome.Failed.of(ChildFailure.Kind.TERMINATED, REPLACED));
        }
        return Optional.of(
                after.status() == Status.COMPLETED
                        ? new ActivityOutcome.Completed(after.result().orElse("null"))
                        : ActivityOutcome.Failed.of(
                                ChildFailure.Kind.valueOf(after.status().name()),
                                after.failure().orElse("")));
    }

    private static boolean isFollowed(Instance after, int run) {
        return after.life().chain().filter(c -> c.firstRun() <= run).isPresent();
    }
}
