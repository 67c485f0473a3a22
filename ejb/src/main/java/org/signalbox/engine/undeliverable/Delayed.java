package org.signalbox.engine.undeliverable;

import java.time.Instant;
import java.util.Optional;

/**
 * A signal that is to be delivered later.
 *
 * @param address the same for all signals with the same workflow id, or the same business key
 * @param expiresAt when it becomes undeliverable, if nobody took it before
 * @param raw empty while it can't be decoded
 */
public record Delayed(long id, String address, Instant dueAt, Optional<Instant> expiresAt, Optional<RawSignal> raw) {

    public boolean isExpired(Instant now) {
        return expiresAt.filter(end -> !end.isAfter(now)).isPresent();
    }
}
