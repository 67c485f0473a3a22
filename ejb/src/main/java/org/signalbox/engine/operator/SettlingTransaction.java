package org.signalbox.engine.operator;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Instant;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/** The transaction that closes an undeliverable signal. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class SettlingTransaction {

    @Inject
    private UndeliverableStore undeliverable;

    /** @return false if somebody else has settled it meanwhile */
    public boolean settle(long number, String how, String by, Instant now) {
        boolean open =
                undeliverable.lock(number).filter(u -> u.settled().isEmpty()).isPresent();
        if (open) {
            undeliverable.settle(number, how, by, now);
        }
        return open;
    }
}
