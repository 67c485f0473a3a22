package org.signalbox.engine.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.signalbox.engine.application.EngineSettings;

/** Forgets what has been kept for as long as an operator wants it. Any number of servers may do so at once. */
@ApplicationScoped
public class Retention {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

    @Inject
    private RetentionTransaction transaction;

    @Inject
    private EngineSettings settings;

    @Inject
    private Clock clock;

    private volatile Instant next = Instant.MIN;

    /**
     * Forgets some, now and then.
     *
     * @param limit of each kind
     * @return whether there may be more
     */
    public boolean sweep(int limit) {
        Instant now = clock.instant();
        if (now.isBefore(next)) {
            return false;
        }
        boolean more = false;
        for (Kept what : Kept.values()) {
            more |= transaction.forget(what, now.minus(time(what)), limit) == limit;
        }
        next = more ? now : now.plus(BETWEEN_LOOKS);
        return more;
    }

    private Duration time(Kept what) {
        return switch (what) {
            case ANSWERS -> settings.answersKept();
            case ADDRESSES -> settings.addressesKept();
        };
    }
}
