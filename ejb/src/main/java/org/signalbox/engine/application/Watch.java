package org.signalbox.engine.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
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

    /** A process that does not look for so long did not run. */
    private static final Duration STANDSTILL = Duration.ofSeconds(10);

    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();

    private final LongSupplier nanos;

    private volatile long lastBeat;
    private volatile long lastStandstill;
    private volatile boolean beats;

    /** By the monotonic clock: a step of the wall clock makes nothing long. */
    public Watch() {
        this(System::nanoTime);
    }

    Watch(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** A thread that is being watched. */
    public static final class Watched {

        private final Thread thread;
        private final Supplier<String> who;
        private final long since;
        private volatile long tellAt;

        private Watched(Thread thread, Supplier<String> who, long since) {
            this.thread = thread;
            this.who = who;
            this.since = since;
            this.tellAt = since + PATIENCE.toNanos();
        }
    }

    /**
     * Watches a thread until {@link #end} is called or the thread is no more.
     *
     * @param who the beginning of a sentence, such as the name of an instance and a handler; asked only if there is something
     *     to tell
     */
    public Watched begin(Thread thread, Supplier<String> who) {
        Watched begun = new Watched(thread, who, nanos.getAsLong());
        watched.add(begun);
        return begun;
    }

    public void end(Watched over) {
        watched.remove(over);
    }

    /** Called several times a second, as long as the process runs. */
    public void beat() {
        long now = nanos.getAsLong();
        if (!beats || now - lastBeat > STANDSTILL.toNanos()) {
            lastStandstill = now;
        }
        lastBeat = now;
        beats = true;
    }

    /**
     * Whether the process stood still at some time since then, such as in a suspended virtual machine: what took long meanwhile
     * did not take long by itself.
     *
     * @param since by the monotonic clock
     */
    public boolean hasStoodStillSince(long since) {
        return beats && (nanos.getAsLong() - lastBeat > STANDSTILL.toNanos() || lastStandstill - since > 0);
    }

    /** Tells of everything that has been going on for too long; of the same thing again after as long a time, at most ten minutes. */
    public void look() {
        long now = nanos.getAsLong();
        watched.removeIf(w -> !w.thread.isAlive());
        for (Watched w : watched) {
            if (now - w.tellAt >= 0) {
                Duration age = Duration.ofNanos(now - w.since);
                w.tellAt = now + Math.min(age.toNanos(), LONGEST_SILENCE.toNanos());
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
