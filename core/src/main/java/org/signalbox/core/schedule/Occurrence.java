package org.signalbox.core.schedule;

import java.time.Instant;
import java.util.Optional;
import org.signalbox.client.Schedule.Overlap;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Motive;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Verdict;

/** A due time that a schedule has pending: what is asked of the machine for it, and what follows from the verdict. */
public final class Occurrence {

    private final StoredSchedule schedule;
    private final Instant due;
    private final Request request;

    /** The first one of a schedule that has something pending. */
    public Occurrence(StoredSchedule schedule) {
        this(schedule, schedule.progression().pending().get(0));
    }

    /** One of the pending ones, to be carried out when it is the first one. */
    public Occurrence(StoredSchedule schedule, Instant due) {
        this.schedule = schedule;
        this.due = due;
        this.request = schedule.definition().request(schedule.id(), due);
    }

    /** How far the schedule has got, and whether it may go on with its next due time now. */
    public record Outcome(Progression progression, boolean goesOn) {}

    /** What is to be done in the end. */
    public Request request() {
        return request;
    }

    public WorkflowId workflowId() {
        return request.workflowId();
    }

    /** Whether the schedule is still about to carry out this. */
    public boolean isFirstOf(StoredSchedule current) {
        return current.definition().equals(schedule.definition())
                && current.progression().pending().stream().findFirst().equals(Optional.of(due));
    }

    /** What is to be asked now: another request first, if an instance that still runs is to make room. */
    public Request ask(Optional<Instance> instance, Progression progression) {
        boolean runs = instance.filter(i -> i.status().isRunning()).isPresent();
        if (!runs || !(request instanceof Request.Start)) {
            return request;
        }
        Motive motive = Motive.of("schedule " + schedule.id());
        return switch (schedule.definition().overlapping()) {
            case TERMINATE_OTHER -> new Request.Terminate(workflowId(), motive);
            case CANCEL_OTHER -> progression.asked() ? request : new Request.Cancel(workflowId(), motive);
            case SKIP, BUFFER_ONE, BUFFER_ALL, ALLOW -> request;
        };
    }

    /** @param asked what {@link #ask} gave */
    public Outcome outcome(Request asked, Verdict verdict, Progression progression) {
        if (verdict instanceof Verdict.Refused refused) {
            return new Outcome(progression.failed(due + ": " + refused.detail()), true);
        }
        if (!asked.equals(request)) {
            boolean atOnce = schedule.definition().overlapping() == Overlap.TERMINATE_OTHER;
            return new Outcome(progression.blocked(true), atOnce);
        }
        if (verdict instanceof Verdict.Running) {
            return switch (schedule.definition().overlapping()) {
                case SKIP, ALLOW -> new Outcome(progression.passedOver(), true);
                case BUFFER_ONE ->
                    new Outcome(
                            progression.blockedButNewest(schedule.definition().times()), false);
                case BUFFER_ALL -> new Outcome(progression.blocked(false), false);
                case CANCEL_OTHER, TERMINATE_OTHER -> new Outcome(progression.blocked(true), false);
            };
        }
        return new Outcome(progression.carriedOut(), true);
    }
}
