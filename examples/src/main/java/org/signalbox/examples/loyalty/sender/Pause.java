package org.signalbox.examples.loyalty.sender;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A pause between two attempts; each is longer than the one before, up to a limit. */
final class Pause {

    private final Duration longest;
    private Duration next;

    Pause(Duration first, Duration longest) {
        this.next = first;
        this.longest = longest;
    }

    void take() {
        CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(next.toMillis(), TimeUnit.MILLISECONDS))
                .join();
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
