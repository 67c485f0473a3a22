package org.signalbox.engine.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    /** By the place of the code where something has gone wrong; there are not many such places. */
    private final Map<String, Repetition> repetitions = new ConcurrentHashMap<>();

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
                meet(what, e, attempt);
            }
        }
    }

    /** The first time of each place is told with all that is known. */
    private void meet(Supplier<String> what, Throwable mistake, int attempt) {
        StackTraceElement[] stack = mistake.getStackTrace();
        String place = mistake.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
        repetitions
                .computeIfAbsent(place, p -> new Repetition(readiness, PAUSES))
                .meet(attempt, times -> {
                    if (times == 1) {
                        ApplicationLog.LOG.mistake(told(what), mistake);
                    } else {
                        ApplicationLog.LOG.mistakeAgain(times, place, told(what));
                    }
                });
    }

    /** A message that can't be read may be one that can't be told of either; that must not give it back. */
    private static String told(Supplier<String> what) {
        try {
            return what.get();
        } catch (RuntimeException e) {
            return "Something that can't be told of (" + e + ")";
        }
    }
}
