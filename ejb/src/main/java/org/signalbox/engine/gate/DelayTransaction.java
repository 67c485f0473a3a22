package org.signalbox.engine.gate;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.signalbox.client.Reason;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.undeliverable.Delayed;
import org.signalbox.engine.undeliverable.DelayedStore;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/** The short transactions of delayed signals that need no instance. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class DelayTransaction {

    @Inject
    private DelayedStore delayed;

    @Inject
    private UndeliverableStore undeliverable;

    @Inject
    private Clock clock;

    /** @return the due time of the same signal, if it is kept already */
    public Optional<Instant> keep(RawSignal raw, Instant dueAt, Optional<Instant> expiresAt) {
        return delayed.keep(raw, clock.instant(), dueAt, expiresAt);
    }

    public List<Delayed> due(int limit) {
        return delayed.due(clock.instant(), limit);
    }

    /** The signal becomes undeliverable instead; without effect if it is gone. */
    public void refuse(Delayed signal, RawSignal raw, Reason reason, String detail) {
        if (delayed.remove(signal)) {
            undeliverable.keep(raw, reason, detail, clock.instant());
        }
    }

    /** By the clock that decides what is due. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Instant now() {
        return clock.instant();
    }

    public void lookLater(Delayed signal) {
        delayed.lookLater(signal, clock.instant());
    }
}
