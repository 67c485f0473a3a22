package org.signalbox.engine.alarm;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptors;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.application.OutageInterceptor;
import org.signalbox.engine.instance.InstanceStore;
import org.signalbox.engine.timer.TimerStore;
import org.signalbox.engine.undeliverable.HeldStore;

/** The short transactions in which a server claims due rows for itself. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
@Interceptors(OutageInterceptor.class)
public class ClaimTransaction {

    @Inject
    private TimerStore timers;

    @Inject
    private InstanceStore instances;

    @Inject
    private HeldStore held;

    @Inject
    private Clock clock;

    public List<TimerStore.Due> timers(int limit) {
        Instant now = clock.instant();
        return timers.claim(now, now.plus(InstanceStore.SWEEP_AFTER), limit);
    }

    public List<WorkflowId> inboxes(int limit) {
        Instant now = clock.instant();
        return instances.claimToWake(now, now.plus(InstanceStore.SWEEP_AFTER), limit);
    }

    public List<WorkflowId> overdue(int limit) {
        return held.overdue(clock.instant(), limit);
    }
}
