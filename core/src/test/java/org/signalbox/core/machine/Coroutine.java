package org.signalbox.core.machine;

import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/** Code that stops in the middle and goes on later, with its stack: on a thread of its own, one side running at a time. */
final class Coroutine {

    private static final class Abandoned extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final SynchronousQueue<Boolean> goOn = new SynchronousQueue<>();
    private final SynchronousQueue<Boolean> stopped = new SynchronousQueue<>();
    private final Runnable code;
    private @Nullable Throwable failure;
    private boolean begun;
    private boolean ended;

    Coroutine(Runnable code) {
        this.code = code;
    }

    /** Runs until the code pauses or ends. */
    void run() {
        if (!begun) {
            begun = true;
            Thread thread = new Thread(this::live, "coroutine");
            thread.setDaemon(true);
            thread.start();
        } else {
            put(goOn, true);
        }
        take(stopped);
        if (failure != null) {
            throw new AssertionError(failure);
        }
    }

    private void live() {
        try {
            code.run();
        } catch (Abandoned e) {
            return;
        } catch (Throwable e) {
            failure = e;
        }
        ended = true;
        put(stopped, true);
    }

    /** Called by the code. */
    void pause() {
        put(stopped, true);
        if (!take(goOn)) {
            throw new Abandoned();
        }
    }

    boolean hasEnded() {
        return ended;
    }

    void abandon() {
        if (begun && !ended) {
            put(goOn, false);
        }
    }

    private static void put(SynchronousQueue<Boolean> queue, boolean value) {
        try {
            queue.put(value);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean take(SynchronousQueue<Boolean> queue) {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
