package org.signalbox.core.machine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.signalbox.client.Outcome;
import org.signalbox.client.Receipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.turn.Closing;
import org.signalbox.core.turn.RunFacts;

/**
 * One workflow id and what is known of it, as read under its row lock.
 *
 * @param type the workflow; empty text while only expected
 * @param run how many runs there were, the present one included
 * @param sequence the last one given to an event, over all runs
 * @param waiting how many accepted events are not handled yet
 * @param state the durable fields as JSON; empty before the first turn of a run
 * @param result what the last run completed with, as JSON
 * @param failure what the last run failed with, or why it was ended
 * @param firstWaiting no event before this sequence is in the inbox; the head of the inbox is the first waiting event at
 *     or behind it
 * @param lines of handlers that wait
 * @param life what is to be known of few runs
 */
public record Instance(
        WorkflowId id,
        String type,
        int run,
        Status status,
        long sequence,
        int waiting,
        Optional<String> state,
        Optional<Parking> parking,
        Optional<String> result,
        Optional<String> failure,
        Instant startedAt,
        Optional<Instant> closedAt,
        long firstWaiting,
        List<OpenLine> lines,
        Life life) {

    public Instance {
        lines = List.copyOf(lines);
    }

    /** An instance that has not been started; signals may be held for it. */
    public static Instance expected(WorkflowId id, Instant now) {
        return new Instance(
                id,
                "",
                0,
                Status.EXPECTED,
                0,
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty(),
                0,
                List.of(),
                Life.PLAIN);
    }

    /** What the code of its present run may ask of that run. */
    RunFacts facts() {
        return new RunFacts(id, run, startedAt, life.deadline(), life.memo());
    }

    /** With state, result and failure as that makes them. */
    public Instance texts(UnaryOperator<String> change) {
        return new Instance(
                id,
                type,
                run,
                status,
                sequence,
                waiting,
                state.map(change),
                parking,
                result.map(change),
                failure.map(change),
                startedAt,
                closedAt,
                firstWaiting,
                lines,
                life);
    }

    /** Whether a new event has to queue behind earlier ones. */
    boolean isHeldUp() {
        return waiting > 0 || handlerLine().isPresent() || due().isPresent() || isPaused();
    }

    /** Whether the time to begin has not come yet. */
    private boolean isDelayed() {
        return life.beginning().flatMap(Life.Beginning::at).isPresent();
    }

    /** Whether nothing is handled, although there may be something to handle. */
    public boolean isPaused() {
        return status == Status.PAUSED;
    }

    /**
     * Whether there is something that could go on by itself, parked or not. What waits behind a handler that waits, while
     * the run is paused, before its time to begin has come, or for the next run, can't.
     */
    public boolean isUnfinished() {
        return !isPaused()
                && !isDelayed()
                && !leaves()
                && (due().isPresent() || (waiting > 0 && handlerLine().isEmpty()));
    }

    /** Whether the last run has ended and what waits in the inbox is for the next one. */
    public boolean leaves() {
        return status.isClosed() && life.leftFrom().isPresent();
    }

    /** Whether the run's end is decided and nothing is in its way any more. */
    boolean isAtItsEnd() {
        return life.ending().isPresent()
                && !isPaused()
                && waiting == 0
                && handlerLine().isEmpty()
                && due().isEmpty();
    }

    /**
     * The event that comes before the inbox: the one that begins the run, if that has still to come, or one that has been
     * accepted, but whose waiting handler failed to go on with it.
     */
    public OptionalLong due() {
        if (life.beginning().isPresent()) {
            return OptionalLong.of(life.beginning().get().event());
        }
        return firstLine().map(OpenLine::due).orElseGet(OptionalLong::empty);
    }

    /** The one that is executed before the other: while another handler waits, the main line is not. */
    Optional<OpenLine> firstLine() {
        return handlerLine().or(this::mainLine);
    }

    /**
     * The line, if there is one, to which its own events come ahead of the inbox: a handler that holds up all others, or a
     * main line that cleans up, which nothing that fails in the inbox may keep from it.
     */
    Optional<OpenLine> privileged() {
        return firstLine().filter(l -> !l.main() || l.cancel().isPresent());
    }

    /**
     * Whether the lines have to be read for a request, because it may execute one of them. If not, they need not be in the
     * {@link Situation}, however long they are.
     */
    public boolean needsLines(Request request, Instant now) {
        Optional<OpenLine> first = firstLine();
        boolean executesNone = request instanceof Request.Terminate
                || request instanceof Request.Signals
                || request instanceof Request.Mend;
        if (first.isEmpty() || isPaused() || executesNone) {
            return false;
        }
        boolean unblocked = handlerLine().isEmpty() && !first.get().awaited().isOnlyForItsOwn();
        return unblocked
                || first.get().isOverdue(now)
                || request instanceof Request.Resume
                || request instanceof Request.Cancel
                || (request instanceof Request.Done done && first.get().isMovedBy(done))
                || (request instanceof Request.TimerDue due && first.get().isMovedBy(due));
    }

    Optional<OpenLine> mainLine() {
        return OpenLine.in(lines, true);
    }

    /** The open line other than the main line. */
    Optional<OpenLine> handlerLine() {
        return OpenLine.in(lines, false);
    }

    /** What the sender of an accepted signal is to be told while this is the state of its instance. */
    public Receipt asOf(Receipt receipt) {
        boolean parked = receipt.outcome() == Outcome.ACCEPTED && parking.isPresent();
        return parked
                ? Receipt.taken(
                        receipt.signalId(),
                        receipt.workflowId(),
                        receipt.run().orElse(run),
                        receipt.sequence().orElse(sequence),
                        Outcome.PARKED)
                : receipt;
    }

    Instance begin(String newType, Instant now) {
        return new Instance(
                id,
                newType,
                run + 1,
                status.after(Status.Move.START),
                sequence,
                waiting,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.empty(),
                firstWaiting,
                List.of(),
                Life.PLAIN);
    }

    Instance numbered(long newSequence) {
        return with(newSequence, waiting, firstWaiting, state, parking, lines);
    }

    /** With the last numbered event in the inbox. */
    Instance queued() {
        return with(sequence, waiting + 1, waiting == 0 ? sequence : firstWaiting, state, parking, lines);
    }

    /** With the event at the head of the inbox taken out. */
    Instance takenOut(long head) {
        return with(sequence, waiting - 1, head + 1, state, parking, lines);
    }

    /** With another event of the inbox taken out. */
    Instance takenOutBehindHead() {
        return with(sequence, waiting - 1, firstWaiting, state, parking, lines);
    }

    Instance parked(Optional<Parking> newParking) {
        return with(sequence, waiting, firstWaiting, state, newParking, lines);
    }

    Instance decided(String newState) {
        return with(sequence, waiting, firstWaiting, Optional.of(newState), parking, lines);
    }

    /** With this line as it is now, instead of what was known of it. */
    Instance with(OpenLine line) {
        List<OpenLine> others = without(line.opened()).lines;
        List<OpenLine> all = new ArrayList<>(others);
        all.add(line.main() ? 0 : others.size(), line);
        return with(sequence, waiting, firstWaiting, state, parking, all);
    }

    Instance without(long line) {
        List<OpenLine> others = lines.stream().filter(l -> l.opened() != line).toList();
        return with(sequence, waiting, firstWaiting, state, parking, others);
    }

    private Instance with(
            long newSequence,
            int newWaiting,
            long newFirstWaiting,
            Optional<String> newState,
            Optional<Parking> newParking,
            List<OpenLine> newLines) {
        return new Instance(
                id,
                type,
                run,
                status,
                newSequence,
                newWaiting,
                newState,
                newParking,
                result,
                failure,
                startedAt,
                closedAt,
                newFirstWaiting,
                newLines,
                life);
    }

    /**
     * Whether an event was accepted by this run, or by one before it that left it to it: one that failed its signals and
     * updates, another one its signals.
     */
    boolean owns(Entry entry) {
        boolean signal = entry.event() instanceof Event.Signalled;
        boolean failed = (signal || entry.event() instanceof Event.Updated) && entry.run() >= life.firstOfChain(run);
        boolean left = signal && entry.run() >= life.firstOwned(run);
        return status.isRunning() && (entry.run() == run || failed || left);
    }

    /** Whether an event that it owns was accepted for a life that is over, perhaps of another workflow. */
    boolean inherited(Entry entry) {
        return entry.run() < life.firstOfChain(run);
    }

    Instance with(Life newLife) {
        return with(status, newLife);
    }

    Instance paused(Pause pause) {
        return with(status.after(Status.Move.PAUSE), life.with(Optional.of(pause)));
    }

    Instance pauseEnded() {
        return with(status.after(Status.Move.RESUME), life.with(Optional.empty()));
    }

    private Instance with(Status newStatus, Life newLife) {
        return new Instance(
                id,
                type,
                run,
                newStatus,
                sequence,
                waiting,
                state,
                parking,
                result,
                failure,
                startedAt,
                closedAt,
                firstWaiting,
                lines,
                newLife);
    }

    private static Status.Move moveOf(Closing closing) {
        if (closing instanceof Closing.Completed) {
            return Status.Move.COMPLETE;
        }
        if (closing instanceof Closing.Terminated) {
            return Status.Move.TERMINATE;
        } else if (closing instanceof Closing.TimedOut) {
            return Status.Move.TIME_OUT;
        }
        return closing instanceof Closing.Failed ? Status.Move.FAIL : Status.Move.CANCEL;
    }

    private static Optional<String> failureOf(Closing closing) {
        if (closing instanceof Closing.Failed failed) {
            return Optional.of(failed.message());
        } else if (closing instanceof Closing.TimedOut late) {
            return Optional.of(late.why());
        }
        return closing instanceof Closing.Terminated terminated ? Optional.of(terminated.why()) : Optional.empty();
    }

    /** What still waits in the inbox is not parked any more: there is no code that could fail on it. */
    Instance closed(Closing closing, Instant now) {
        return new Instance(
                id,
                type,
                run,
                status.after(moveOf(closing)),
                sequence,
                waiting,
                state,
                Optional.empty(),
                closing instanceof Closing.Completed c ? c.result() : Optional.empty(),
                failureOf(closing),
                startedAt,
                Optional.of(now),
                firstWaiting,
                List.of(),
                life.ended());
    }
}
