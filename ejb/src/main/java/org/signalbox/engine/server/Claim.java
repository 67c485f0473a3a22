package org.signalbox.engine.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides whether a server may take a name that another life of a server has had. Asked again and again until it may.
 *
 * <p>A life that has ended in good order, or gave no sign for some time, does not stand in the way: a server that was killed has usually been
 * silent for longer than its next start takes. After that, only a name whose owner stays silent while it is watched is taken: both may
 * have been kept from the database.
 */
final class Claim {

    /** A server that gives no sign of life for so long is not running. It gives one every second. */
    static final Duration SILENT = Duration.ofSeconds(5);

    enum Decision {
        TAKE,
        /** It is not known yet whether the other one lives. */
        WATCH,
        REFUSE
    }

    /** Another life of the name: its last sign, the database's time now, and whether it stopped in good order. */
    record Other(String life, Instant seen, Instant now, boolean ended) {}

    private Optional<Other> last = Optional.empty();
    private long watchedSince;
    private boolean lives;

    Decision decide(Other other, long nanos) {
        if (other.ended()) {
            return Decision.TAKE;
        }
        boolean first = last.isEmpty();
        boolean moved = last.filter(l -> !l.seen().equals(other.seen())).isPresent();
        last = Optional.of(other);
        if (first && isSilent(other)) {
            return Decision.TAKE;
        }
        if (first || moved) {
            watchedSince = nanos;
            lives |= moved;
        }
        if (nanos - watchedSince >= SILENT.toNanos()) {
            return Decision.TAKE;
        }
        return lives ? Decision.REFUSE : Decision.WATCH;
    }

    /** A sign from the future is one of before the database's clock was put back. */
    private static boolean isSilent(Other other) {
        Duration silence = Duration.between(other.seen(), other.now());
        return silence.isNegative() || silence.compareTo(SILENT) >= 0;
    }
}
