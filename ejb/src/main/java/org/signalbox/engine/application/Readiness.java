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

    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch ending = new CountDownLatch(1);

    public void begin() {
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

    /** Waits until work may begin. */
    public void await() {
        try {
            ready.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refuseIfEnding();
    }

    /**
     * Waits between two attempts.
     *
     * @throws IllegalStateException if the application is about to end: the message stays with the broker
     */
    public void pause(Duration time) {
        try {
            ending.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refuseIfEnding();
    }

    /** @throws IllegalStateException if the application is about to end */
    void refuseIfEnding() {
        if (ending.getCount() == 0 || Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("The application is being stopped; the message stays in its queue.");
        }
    }
}
