package org.signalbox.core.machine;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.signalbox.client.Reason;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.turn.ActivityKey;
import org.signalbox.core.turn.ActivityOutcome;
import org.signalbox.core.turn.Command;
import org.signalbox.workflow.ChildFailure;
import org.signalbox.workflow.ChildRequest;

/**
 * The bond between a run and a child of it. It is made by the parent's turn, and afterwards changed only under the child's lock.
 *
 * @param key which turn of the parent asked for it
 * @param run the parent's
 * @param childRun empty before it is started
 */
public record Child(
        ActivityKey key,
        int run,
        WorkflowId workflowId,
        String type,
        ChildRequest.WhenParentEnds whenParentEnds,
        State state,
        OptionalInt childRun) {

    private static final String CANCELLED = "its parent was asked to cancel";
    private static final String LEFT_BEHIND = "its parent's run has ended";

    /** How far a child has got. What is not in the table is illegal. */
    public enum State {
        /** Its start is in the mail. */
        ASKED,
        RUNNING,
        ENDED,
        NOT_STARTED;

        /** What moves a child from one state to another. */
        public enum Move {
            START,
            REFUSE,
            END
        }

        static final Map<State, Map<Move, State>> TRANSITIONS =
                Map.of(ASKED, Map.of(Move.START, RUNNING, Move.REFUSE, NOT_STARTED), RUNNING, Map.of(Move.END, ENDED));

        /** @throws IllegalStateException if the life cycle has no such move */
        State after(Move move) {
            return Optional.ofNullable(TRANSITIONS.getOrDefault(this, Map.of()).get(move))
                    .orElseThrow(() -> new IllegalStateException("No " + move + " in state " + this));
        }
    }

    /** One that a turn of that run has asked for. */
    public static Child of(Command.StartChild command, int run) {
        return new Child(
                command.key(),
                run,
                command.child(),
                command.type(),
                command.whenParentEnds(),
                State.ASKED,
                OptionalInt.empty());
    }

    /** What starts it. */
    public Mail start(Optional<String> input) {
        return new Mail.Start(asker(), workflowId, type, input);
    }

    private Mail.Asker asker() {
        return new Mail.Asker(key, run);
    }

    /** Whether that run of its instance is this child. */
    public boolean isRunningAs(int instanceRun) {
        return state == State.RUNNING && childRun.equals(OptionalInt.of(instanceRun));
    }

    /** After its start was tried. */
    public Child started(Verdict verdict) {
        if (verdict instanceof Verdict.Taken taken) {
            return with(State.Move.START, OptionalInt.of(taken.after().run()));
        }
        return with(State.Move.REFUSE, childRun);
    }

    /** What its parent has to be told after its start was tried; empty if it was started. */
    public Optional<Mail> refused(Verdict verdict) {
        if (verdict instanceof Verdict.Running running) {
            return Optional.of(end(ActivityOutcome.Failed.of(
                    ChildFailure.Kind.ID_TAKEN, "an instance of that id runs already (run " + running.run() + ")")));
        }
        if (verdict instanceof Verdict.Refused refused) {
            ChildFailure.Kind kind = refused.reason() == Reason.UNKNOWN_WORKFLOW
                    ? ChildFailure.Kind.UNKNOWN_WORKFLOW
                    : ChildFailure.Kind.BAD_INPUT;
            return Optional.of(end(ActivityOutcome.Failed.of(kind, refused.detail())));
        }
        return Optional.empty();
    }

    /** Whether there may be something to come of it. */
    public boolean isOpen() {
        return state == State.ASKED || state == State.RUNNING;
    }

    /** As if it had been started and had ended. */
    public Child played() {
        return with(State.Move.START, OptionalInt.empty()).ended();
    }

    /** After its run has ended; one that follows at once is the child from then on, and its end is what its parent waits for. */
    public Child after(RunEnd end) {
        return end.outcome().isEmpty()
                ? new Child(key, run, workflowId, type, whenParentEnds, state, OptionalInt.of(end.run() + 1))
                : ended();
    }

    private Child ended() {
        return with(State.Move.END, childRun);
    }

    /** What its parent has to be told after its run has ended; empty if another one follows. */
    public Optional<Mail> end(RunEnd end) {
        return end.outcome().map(this::end);
    }

    /** What its parent has to be told of an outcome. */
    public Mail end(ActivityOutcome outcome) {
        return new Mail.End(asker(), workflowId, outcome.write());
    }

    /** Whether that run is its parent. */
    public boolean isOf(WorkflowId id, int parentRun) {
        return key.workflowId().equals(id) && run == parentRun;
    }

    /** What it has to be told when its parent's run has ended before it. */
    public Optional<Mail> leftBehind() {
        return switch (whenParentEnds) {
            case ABANDON -> Optional.empty();
            case CANCEL -> Optional.of(stop(false, LEFT_BEHIND));
            case TERMINATE -> Optional.of(stop(true, LEFT_BEHIND));
        };
    }

    /** What it has to be told when its parent is asked to cancel while it waits for it. */
    public static Mail stop(Command.CancelChild command) {
        return new Mail.Stop(command.key(), command.child(), false, CANCELLED);
    }

    private Mail stop(boolean terminated, String reason) {
        return new Mail.Stop(key, workflowId, terminated, reason);
    }

    private Child with(State.Move move, OptionalInt newChildRun) {
        return new Child(key, run, workflowId, type, whenParentEnds, state.after(move), newChildRun);
    }
}
