package org.signalbox.server.probe;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where message-driven beans wait for one another, as those of the engine do for a shared commit. */
@ApplicationScoped
public class Gathering {
    private static final int SIZE = 64;

    private final CountDownLatch complete = new CountDownLatch(SIZE);
    private final AtomicInteger failures = new AtomicInteger();

    void join() {
        complete.countDown();
        try {
            complete.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int most() {
        return (int) (SIZE - complete.getCount());
    }

    int failed() {
        return failures.get();
    }

    boolean failsAgain(int times) {
        return failures.get() < times && failures.incrementAndGet() <= times;
    }
}
