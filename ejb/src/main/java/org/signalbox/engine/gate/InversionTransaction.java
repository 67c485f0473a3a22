package org.signalbox.engine.gate;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Clock;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.journal.InversionStore;

/** The transaction that notes a signal that was accepted in the wrong order. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class InversionTransaction {

    @Inject
    private InversionStore inversions;

    @Inject
    private Clock clock;

    /** @return how many there are of the instance with this one */
    public long count(String workflowId) {
        return inversions.count(workflowId, clock.instant());
    }
}
