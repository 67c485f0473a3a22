package org.signalbox.engine.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Knows which threads are in the author's code, and tells the operator of those that do not come out: who it is, and where
 * they stand. It only tells; Java has no means to end them.
 */
@ApplicationScoped
public class Watch {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);
    private static final int FRAMES = 40;

    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();

    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected Watch() {}

    @Inject
    Watch(Clock clock) {
        this.clock = clock;
    }

    /** A thread that is being watched. */
    public static final class Watched {

        private final Thread thread;
        private final Supplier<String> who;
        private final Instant since;
        private volatile Instant tellAt;

        private Watched(Thread thread, Supplier<String> who, Instant since) {
            this.thread = thread;
            this.who = who;
            this.since = since;
            this.tellAt = since.plus(PATIENCE);
        }
    }

    /**
     * Watches a thread until {@link #end} is called or the thread is no more.
     *
     * @param who the beginning of a sentence, such as the name of an instance and a handler; asked only if there is something
     *     to tell
     */
    public Watched begin(Thread thread, Supplier<String> who) {
        Watched begun = new Watched(thread, who, clock.instant());
        watched.add(begun);
        return begun;
    }

    public void end(Watched over) {
        watched.remove(over);
    }

    /** Tells of everything that has been going on for too long; of the same thing again after as long a time, at most ten minutes. */
    void look() {
        Instant now = clock.instant();
        watched.removeIf(w -> !w.thread.isAlive());
        for (Watched w : watched) {
            if (!now.isBefore(w.tellAt)) {
                Duration age = Duration.between(w.since, now);
                w.tellAt = now.plus(age.compareTo(LONGEST_SILENCE) < 0 ? age : LONGEST_SILENCE);
                ApplicationLog.LOG.goesOn(w.who.get(), age.toSeconds(), w.thread.getName(), standing(w.thread));
            }
        }
    }

    private static String standing(Thread thread) {
        StringBuilder text = new StringBuilder();
        int frames = 0;
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().startsWith("org.signalbox.core.") || ++frames > FRAMES) {
                break;
            }
            text.append("\n  at ").append(frame);
        }
        return text.toString();
    }
}
