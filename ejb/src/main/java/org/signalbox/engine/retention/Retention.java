package org.signalbox.engine.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.engine.application.EngineSettings;

/** Forgets what has been kept for as long as an operator wants it. Any number of servers may do so at once. */
@ApplicationScoped
public class Retention {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    /** Of a walk that finds nothing old: through 2 MB of journal a second. */
    private static final Duration BETWEEN_STEPS = Duration.ofSeconds(1);

    /** Of one that does. A tick is longer than that, so there is one such step in each. */
    private static final Duration BETWEEN_DELETIONS = Duration.ofMillis(100);

    private static final int EVENTS_AT_ONCE = 1000;

    @Inject
    private RetentionTransaction transaction;

    @Inject
    private EngineSettings settings;

    @Inject
    private Clock clock;

    /** By the monotonic clock: how long to pause has nothing to do with what time it is. */
    private volatile long next = System.nanoTime();

    private volatile long nextStep = next;
    private volatile long place;

    /**
     * Forgets some, now and then.
     *
     * @param limit of each kind
     * @return whether there may be more
     */
    public boolean sweep(int limit) {
        Instant now = clock.instant();
        settings.journalKept().filter(k -> System.nanoTime() - nextStep >= 0).ifPresent(kept -> walk(now, kept));
        if (System.nanoTime() - next < 0) {
            return false;
        }
        boolean more = false;
        for (Kept what : Kept.values()) {
            more |= transaction.forget(what, now.minus(time(what)), limit) == limit;
        }
        more |= prune(now, limit);
        next = System.nanoTime() + (more ? 0 : BETWEEN_LOOKS.toNanos());
        return more;
    }

    /**
     * A step through the journals of all instances, in the order in which they lie in the table. Where it is, every server knows
     * for itself: one that has just started begins anew, and several find less to do.
     */
    private void walk(Instant now, Duration kept) {
        RetentionTransaction.Step step = transaction.forgetEvents(place, now.minus(kept), EVENTS_AT_ONCE);
        place = step.next();
        Duration pause = step.deleted() > 0 ? BETWEEN_DELETIONS : step.ended() ? BETWEEN_LOOKS : BETWEEN_STEPS;
        nextStep = System.nanoTime() + pause.toNanos();
    }

    /** Undeliverable signals whose time is over. */
    private boolean prune(Instant now, int limit) {
        boolean more = settings.settledKept()
                .map(kept -> transaction.prune(Optional.empty(), now.minus(kept), limit) == limit)
                .orElse(false);
        for (Reason reason : Reason.values()) {
            more |= settings.undeliverableKept(reason)
                    .map(kept -> transaction.prune(Optional.of(reason), now.minus(kept), limit) == limit)
                    .orElse(false);
        }
        return more;
    }

    private Duration time(Kept what) {
        return switch (what) {
            case ANSWERS -> settings.answersKept();
            case ADDRESSES -> settings.addressesKept();
        };
    }
}
