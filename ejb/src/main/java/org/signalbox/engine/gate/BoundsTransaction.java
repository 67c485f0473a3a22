package org.signalbox.engine.gate;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.util.Map;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.undeliverable.HeldStore;
import org.signalbox.engine.undeliverable.UndeliverableStore;

/** The short transaction that counts what nobody has taken. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class BoundsTransaction {

    @Inject
    private UndeliverableStore undeliverable;

    @Inject
    private HeldStore held;

    /** Undeliverable signals that are not settled, by sender; those without one under an empty name. */
    public Map<String, Long> undeliverable() {
        return undeliverable.countBySender();
    }

    public long held() {
        return held.count();
    }
}
