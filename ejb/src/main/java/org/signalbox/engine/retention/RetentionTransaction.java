package org.signalbox.engine.retention;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Instant;
import org.signalbox.engine.application.OutageInterceptor;

/** The short transactions in which a few old rows at a time are deleted, so that nobody has to wait for it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class RetentionTransaction {

    @Inject
    private RetentionStore store;

    /** @return how many were deleted */
    public int forget(Kept what, Instant before, int limit) {
        return store.forget(what, before, limit);
    }
}
