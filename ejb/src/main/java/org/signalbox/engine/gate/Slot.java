package org.signalbox.engine.gate;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The place of one errand in the line for a transaction, and how its thread learns what became of it. */
public final class Slot<A> {

    final Errand<A> errand;

    private final Semaphore called = new Semaphore(0);
    private volatile boolean over;
    private @Nullable A answer;
    private @Nullable RuntimeException failure;

    Slot(Errand<A> errand) {
        this.errand = errand;
    }

    /** Waits until the errand is done or its thread is to lead the next transaction. */
    void await() {
        called.acquireUninterruptibly();
    }

    void lead() {
        called.release();
    }

    @SuppressWarnings("unchecked")
    void answer(Object given) {
        answer = (A) given;
        over = true;
        called.release();
    }

    void fail(RuntimeException given) {
        failure = given;
        over = true;
        called.release();
    }

    boolean isOver() {
        return over;
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
