package org.signalbox.engine.application;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether work may begin, and whether it must end: consumers wait here until the schema is there, and wait here between
 * attempts while the database is away.
 */
@ApplicationScoped
public class Readiness {

    private static final String STOPPED = "The application is being stopped; the message stays in its queue.";

    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch ending = new CountDownLatch(1);
    private volatile boolean begun;
    private volatile boolean stopping;

    public void begin() {
        begun = true;
        ready.countDown();
    }

    public boolean isReady() {
        return ready.getCount() == 0;
    }

    /** No more waiting, for anyone. */
    @PreDestroy
    public void end() {
        ending.countDown();
        ready.countDown();
    }

    /** The process is about to end; what is under way may still come to its end. */
    void stop() {
        stopping = true;
    }

    /**
     * Waits until work may begin. What arrives while the application ends, but before the container refuses it, is still done.
     *
     * @throws IllegalStateException if the application ends before
     */
    public void await() {
        boolean waiting = true;
        while (waiting) {
            try {
                ready.await();
                waiting = false;
            } catch (InterruptedException e) {
                // only the end of the application is a reason to leave, and that ends this wait as well
            }
        }
        if (!begun) {
            refuseIfEnding();
        }
    }

    /**
     * Waits between two attempts; who is interrupted tries again at once.
     *
     * @throws IllegalStateException if the application is about to end: the message stays with the broker
     */
    public void pause(Duration time) {
        try {
            ending.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // a flag that anybody's code may have left set is no order to end
        }
        refuseIfEnding();
    }

    /** @throws IllegalStateException if the application is about to end */
    void refuseIfEnding() {
        if (ending.getCount() == 0) {
            throw new IllegalStateException(STOPPED);
        }
    }

    /** Whether threads may be interrupted because the application or its process is being stopped. */
    public boolean isStopping() {
        return stopping || ending.getCount() == 0;
    }

    /**
     * Whether threads in the author's code may be interrupted now because the server is being suspended, reloaded or stopped. The
     * code may turn that into any failure.
     */
    public boolean mayInterrupt() {
        return isStopping() || ServerState.isLeaving();
    }

    /** @throws IllegalStateException if the application or its process is being stopped */
    void refuseIfStopping() {
        if (isStopping()) {
            throw new IllegalStateException(STOPPED);
        }
    }
}
