package org.signalbox.it.workflow;

import org.signalbox.workflow.Query;
import org.signalbox.workflow.Signal;
import org.signalbox.workflow.Update;
import org.signalbox.workflow.Validate;
import org.signalbox.workflow.Workflow;

/** Does to its thread and with its exceptions what careless code does. */
@Workflow("rascal")
class Rascal {

    /** Is its own cause and can't say what it is. */
    static final class Circular extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable getCause() {
            return this;
        }

        @Override
        public String getMessage() {
            throw new IllegalStateException("no text");
        }
    }

    private int done;

    /** As {@code catch (InterruptedException e)} does that gives the flag back. */
    @Signal
    void interrupt() {
        done++;
        Thread.currentThread().interrupt();
    }

    @Signal
    void misbehave(String how) {
        act(how);
        done++;
    }

    @Validate("allowed")
    void mayAllow(String how) {
        act(how);
    }

    @Update
    int allowed(String how) {
        Thread.currentThread().interrupt();
        return ++done;
    }

    @Query
    int done() {
        return done;
    }

    @Query
    String asked(String how) {
        act(how);
        return how;
    }

    private static void act(String how) {
        switch (how) {
            case "circular" -> throw new Circular();
            case "overflow" -> deeper(0);
            case "memory" -> throw new OutOfMemoryError("as a test");
            case "interrupt" -> Thread.currentThread().interrupt();
            default -> {}
        }
    }

    @SuppressWarnings("InfiniteRecursion") // a stack that overflows is what the engine is to meet
    private static int deeper(int depth) {
        return deeper(depth + 1) + 1;
    }
}
