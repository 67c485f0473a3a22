package org.signalbox.it.crash;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long something has not changed: on a busy machine only that tells what stands still from what is slow. */
final class Stillness {

    private final Duration limit;
    private @Nullable Object last;
    private long since = System.nanoTime();

    Stillness(Duration limit) {
        this.limit = limit;
    }

    /** @param now equal to what it was before if nothing has changed */
    boolean isTooLong(Object now) {
        if (!now.equals(last)) {
            last = now;
            since = System.nanoTime();
        }
        return System.nanoTime() - since > limit.toNanos();
    }
}
