package org.signalbox.engine.gate;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.signalbox.client.WorkflowId;

/** The place of one errand in the line for a transaction, and what became of it. */
public final class Slot<A> {

    final Errand<A> errand;
    final Bringer bringer;

    private volatile boolean alone;
    private volatile boolean over;
    private @Nullable A answer;
    private @Nullable RuntimeException failure;

    /** @param bringer whose errand it is */
    Slot(Errand<A> errand, Bringer bringer) {
        this.errand = errand;
        this.bringer = bringer;
        bringer.brings();
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
