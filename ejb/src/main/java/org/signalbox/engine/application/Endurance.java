package org.signalbox.engine.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.signalbox.core.catalog.Backoff;

/**
 * How consumers meet a mistake of our own: in place, like an outage, but with growing pauses.
 *
 * <p>To give the message back would bring it again at once and for ever, with later ones of its group in front of it or not as
 * the broker likes. While its session waits here it keeps its place, and nothing of it is lost.
 */
@ApplicationScoped
public class Endurance {

    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(500), 2, Duration.ofMinutes(1));

    /** How often something has gone wrong at one place of the code; there are not many such places. */
    private final Map<String, AtomicLong> failures = new ConcurrentHashMap<>();

    private Readiness readiness;

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected Endurance() {}

    @Inject
    Endurance(Readiness readiness) {
        this.readiness = readiness;
    }

    /**
     * Does the work until it has been done. The work must be idempotent.
     *
     * @param what it is about, for the log
     * @throws IllegalStateException if the application is about to end: the message stays with the broker
     */
    public <T> T until(Supplier<String> what, Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException | Error e) {
                readiness.refuseIfEnding();
                note(what, e);
                readiness.pause(PAUSES.after(attempt));
            }
        }
    }

    /** Tells of a mistake: the first time of each place with all that is known, then less and less often, with a count. */
    private void note(Supplier<String> what, Throwable mistake) {
        StackTraceElement[] stack = mistake.getStackTrace();
        String place = mistake.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
        long count = failures.computeIfAbsent(place, p -> new AtomicLong()).incrementAndGet();
        if (count == 1) {
            ApplicationLog.LOG.mistake(what.get(), mistake);
        } else if (Long.bitCount(count) == 1) {
            ApplicationLog.LOG.mistakeAgain(count, place, what.get());
        }
    }
}
