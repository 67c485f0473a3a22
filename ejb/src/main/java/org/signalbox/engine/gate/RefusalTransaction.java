package org.signalbox.engine.gate;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Instant;
import org.signalbox.client.Reason;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.undeliverable.RawSignal;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/** The transaction that keeps what never got as far as an instance. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class RefusalTransaction {

    @Inject
    private UndeliverableStore undeliverable;

    public void keep(RawSignal raw, Reason reason, String detail, Instant now) {
        undeliverable.keep(raw, reason, detail, now);
    }
}
