package org.signalbox.workflow;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has to be undone if a handler can't go to its end, in reverse order. A local variable of a handler that waits.
 *
 * <pre>
 * Compensation undo = new Compensation();
 * try {
 *     Reservation r = wf.activity(Warehouse.class).reserve(order);
 *     undo.by(() -&gt; wf.activity(Warehouse.class).release(r));
 *     wf.activity(Bank.class).pay(order);
 * } catch (Cancelled | ActivityFailure e) {
 *     undo.run();
 *     throw e;
 * }
 * </pre>
 */
public final class Compensation {

    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Notes how to undo what has just been done; it may wait. */
    public void by(Runnable step) {
        steps.push(step);
    }

    /**
     * Undoes everything, the last first, and forgets it. A step that fails does not keep the others from being done; its
     * exception is thrown in the end, with those of further ones as suppressed.
     */
    public void run() {
        RuntimeException failure = null;
        while (!steps.isEmpty()) {
            try {
                steps.pop().run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
