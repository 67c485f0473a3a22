package org.signalbox.engine.gate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.WorkflowId;

/** The place of one errand in the line for a transaction, and what became of it. */
public final class Slot<A> {

    final Errand<A> errand;
    final Bringer bringer;

    private final boolean impatient;
    private final long begun = System.nanoTime();
    private volatile boolean alone;
    private volatile boolean waits;

    /** Since when another transaction holds the instance's row; empty if that is not known of it. */
    private volatile Optional<Long> lockedSince = Optional.empty();

    private volatile boolean foundLocked;
    private volatile long triedAt;
    private volatile long waitedAt;
    private volatile boolean over;
    private @Nullable A answer;
    private @Nullable RuntimeException failure;

    /** @param bringer whose errand it is */
    Slot(Errand<A> errand, Bringer bringer) {
        this(errand, bringer, false);
    }

    /** @param impatient whether its bringer has other work to do than to wait for a locked row */
    Slot(Errand<A> errand, Bringer bringer, boolean impatient) {
        this.errand = errand;
        this.bringer = bringer;
        this.impatient = impatient;
        bringer.brings();
    }

    boolean isImpatient() {
        return impatient;
    }

    WorkflowId workflowId() {
        return errand.workflowId();
    }

    /** Tells the thread that brought the errand to lead a transaction with it. */
    void lead() {
        bringer.lead(this);
    }

    /** Has the errand done in a transaction of its own from now on. */
    void setAlone() {
        alone = true;
    }

    boolean isAlone() {
        return alone;
    }

    /** Before each transaction. */
    void setTried() {
        foundLocked = false;
    }

    /** Another transaction holds the row of its instance: it stays in line. */
    void setLocked() {
        foundLocked = true;
        long now = System.nanoTime();
        if (lockedSince.isEmpty()) {
            lockedSince = Optional.of(now);
        }
        triedAt = now;
        if (waits) {
            waitedAt = now;
            waits = false;
        }
    }

    /** Whether its row was locked when it was tried last, or some time before. */
    boolean isLocked() {
        return lockedSince.isPresent();
    }

    /** Whether its row was locked when it was tried last. */
    boolean isFoundLocked() {
        return foundLocked;
    }

    long age() {
        return System.nanoTime() - begun;
    }

    /** For how long the row has been known to be locked. */
    long lockedNanos() {
        return lockedSince.map(since -> System.nanoTime() - since).orElse(0L);
    }

    long sinceTried() {
        return System.nanoTime() - triedAt;
    }

    /** Has the next transaction wait for the lock of the row. */
    void setWaiting() {
        waits = true;
    }

    boolean isWaiting() {
        return waits;
    }

    /** Since its transaction last waited for the lock; the longest time if none has. */
    long sinceWaited() {
        return waitedAt == 0 ? Long.MAX_VALUE : System.nanoTime() - waitedAt;
    }

    @SuppressWarnings("unchecked")
    void answer(Object given) {
        answer = (A) given;
        end();
    }

    void fail(RuntimeException given) {
        failure = given;
        end();
    }

    private void end() {
        over = true;
        bringer.isOver();
    }

    boolean isOver() {
        return over;
    }

    /** Why there is no answer, once it is over. */
    Optional<RuntimeException> failure() {
        return Optional.ofNullable(failure);
    }

    A result() {
        if (failure != null) {
            throw failure;
        }
        if (answer == null) {
            throw new IllegalStateException("not over");
        }
        return answer;
    }
}
