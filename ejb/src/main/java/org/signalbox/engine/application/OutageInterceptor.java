package org.signalbox.engine.application;

import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import org.signalbox.client.Unavailable;

/** Tells the callers of a short transaction that the database is away, instead of how that was noticed. */
public class OutageInterceptor {

    @AroundInvoke
    Object tell(InvocationContext call) throws Exception {
        try {
            return call.proceed();
        } catch (RuntimeException e) {
            if (Outage.isBehind(e)) {
                throw new Unavailable("The database can't be used: " + e.getMessage(), e);
            }
            throw e;
        }
    }
}
