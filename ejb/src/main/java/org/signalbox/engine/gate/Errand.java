package org.signalbox.engine.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Receipt;
import org.signalbox.client.WorkflowId;
import org.signalbox.core.machine.Instance;
import org.signalbox.core.machine.Request;
import org.signalbox.core.machine.Sent;
import org.signalbox.core.machine.Verdict;
import org.signalbox.engine.journal.SignalKey;

/**
 * Something to be done to one instance under its lock. All methods but the first four are called with the lock held, in
 * the transaction that will commit the effects; they are called again if that transaction is repeated.
 *
 * @param <A> what the one who brought it wants to know
 */
public interface Errand<A> {

    WorkflowId workflowId();

    /** The workflow that it starts if its instance does not run, as far as it is known without the instance. */
    default Optional<String> startType() {
        return Optional.empty();
    }

    /** Whether a missing row is to be made, so that there is something to lock. */
    default boolean mayCreate() {
        return false;
    }

    /** Whether what it brings can be held for an instance that there is not, if the engine is set so. */
    default boolean mayBeHeld() {
        return false;
    }

    /** The signal or start it brings, whose receipt of an earlier time must be looked up. */
    default Optional<SignalKey> signal() {
        return Optional.empty();
    }

    /** The signals it brings, if it brings several, or one that is not to be looked up before its turn. */
    default List<SignalKey> signals() {
        return signal().stream().toList();
    }

    /** What was sent under the ids of {@link #signals}, to be compared with what came under them before. */
    default List<Sent> sent() {
        return List.of();
    }

    /** Told before {@link #request}: what is known of those of {@link #signals} that were accepted or held before. */
    default void takenBefore(List<Earlier> earlier) {}

    /** Whether open lines of the instance may have to be executed again. Other errands than signals know only when it is their turn. */
    default boolean mayNeedLines(Instance instance, Instant now) {
        return signal().isEmpty()
                || request(Optional.of(instance), now)
                        .filter(r -> instance.needsLines(r, now))
                        .isPresent();
    }

    /** An answer in place of a request, if nothing is to be asked of the instance as it is now. */
    default Optional<A> declined(Optional<Instance> instance) {
        return Optional.empty();
    }

    /** The request as things are now; empty if there is nothing to do any more. */
    Optional<Request> request(Optional<Instance> instance, Instant now);

    /** Called if {@link #request} was empty. */
    A nothingToDo();

    /** Called if the signal was accepted or held before. */
    default A repeated(Receipt first) {
        throw new IllegalStateException("Only signals have receipts");
    }

    /**
     * Called if something else was accepted or held before under the id.
     *
     * @param detail what is different, fit for the sender
     */
    default A reused(Optional<Instance> instance, String detail, Instant now) {
        throw new IllegalStateException("Only signals have ids");
    }

    /** Called with any verdict; may write what belongs to it. */
    A done(Verdict verdict, Instant now);
}
