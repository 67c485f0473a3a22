package org.signalbox.engine.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.signalbox.engine.activity.ActivitySender;
import org.signalbox.engine.activity.AttemptMessage;

/**
 * Keeps some of the sessions that carry out activities free for other types: one type gets so many places on this server. An
 * attempt that finds none waits for a moment if those of its type are quick; else it is put aside, and sent again when one of its
 * type has ended.
 *
 * <p>Nothing depends on that: what is forgotten here, in a crash or because too many are aside, a sweep sends again when its row
 * says so.
 */
@ApplicationScoped
public class Places {

    /** A third of the sessions, so that two types that hang leave as many for all others. */
    static final int OF_ONE_TYPE = 16;

    private static final int MOST_ASIDE = 10_000;

    private static final Duration QUICK = Duration.ofMillis(100);

    /** The latest duration is one of so many parts of what is usual. */
    private static final int PARTS = 8;

    private final Map<String, OfType> types = new ConcurrentHashMap<>();

    private ActivitySender sender;

    @SuppressWarnings("NullAway.Init") // for the container's proxy
    protected Places() {}

    @Inject
    Places(ActivitySender sender) {
        this.sender = sender;
    }

    /**
     * Does the work of an attempt, now if there is a place.
     *
     * @throws IllegalStateException if the application is being stopped: the message stays with the broker
     */
    void carryOut(AttemptMessage message, Runnable work) {
        OfType type = types.computeIfAbsent(message.type(), name -> new OfType());
        if (!type.take(message)) {
            return;
        }
        long begin = System.nanoTime();
        try {
            work.run();
        } finally {
            List<AttemptMessage> next = type.giveBack(System.nanoTime() - begin);
            if (!next.isEmpty()) {
                sender.send(next);
            }
        }
    }

    private static final class OfType {

        private final Semaphore free = new Semaphore(OF_ONE_TYPE, true);
        private final Deque<AttemptMessage> aside = new ArrayDeque<>();
        private final Set<AttemptMessage> known = new HashSet<>();
        private long usual;
        private long lastEnd = System.nanoTime();

        boolean take(AttemptMessage message) {
            try {
                while (!free.tryAcquire(isQuick() ? QUICK.toMillis() : 0, TimeUnit.MILLISECONDS)) {
                    if (!isQuick()) {
                        return takeOrPutAside(message);
                    }
                }
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("The application is being stopped", e);
            }
        }

        /** Whether a place will soon be free: attempts take little time, and those under way don't hang. */
        private synchronized boolean isQuick() {
            return usual < QUICK.toNanos() && System.nanoTime() - lastEnd < QUICK.toNanos();
        }

        /** Under the lock of {@link #giveBack}, so that none is put aside after the last has looked. */
        private synchronized boolean takeOrPutAside(AttemptMessage message) {
            if (free.tryAcquire()) {
                return true;
            }
            if (aside.size() < MOST_ASIDE && known.add(message)) {
                aside.add(message);
            }
            return false;
        }

        /** @return those that were aside and now find places */
        synchronized List<AttemptMessage> giveBack(long nanos) {
            free.release();
            usual += (nanos - usual) / PARTS;
            lastEnd = System.nanoTime();
            List<AttemptMessage> next = new ArrayList<>();
            while (next.size() < free.availablePermits() && !aside.isEmpty()) {
                next.add(aside.remove());
            }
            known.removeAll(next);
            return next;
        }
    }
}
