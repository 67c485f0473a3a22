package org.signalbox.engine.alarm;

import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.signalbox.client.WorkflowId;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.application.Readiness;
import org.signalbox.engine.gate.Bounds;
import org.signalbox.engine.gate.Courier;
import org.signalbox.engine.gate.DelayedSignals;
import org.signalbox.engine.gate.GroupCommit;
import org.signalbox.engine.gate.InboxRunner;
import org.signalbox.engine.retention.Retention;
import org.signalbox.engine.schedule.ScheduleThreads;
import org.signalbox.engine.server.ThisServer;
import org.signalbox.engine.timer.TimerStore;
import org.signalbox.engine.undeliverable.HeldStore;
import org.signalbox.engine.undeliverable.UndeliverableStore;
import org.signalbox.engine.worker.ActivityWorker;

/**
 * The tick of every server: one EJB timer for all rows that have a time. {@link Heartbeat} sets it.
 *
 * <p>Any number of servers may tick at once: what one has claimed the others skip. The EJB timer itself is not persistent;
 * what is due stands in the rows, so nothing is missed while no server runs.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Alarm {

    /** A tick that was set and has not come by then is lost; a server that is suspended may lose one. */
    private static final Duration LOST = Duration.ofSeconds(5);

    private static final int AT_ONCE = 256;

    /** The number of the tick that is set; another one that comes is none. */
    private final AtomicLong number = new AtomicLong();

    private final AtomicBoolean ticking = new AtomicBoolean();
    private volatile boolean set;
    private volatile long lastSet = System.nanoTime();

    @Resource
    private TimerService timerService;

    @Inject
    private Readiness readiness;

    @Inject
    private Outage outage;

    @Inject
    private ClockGuard guard;

    @Inject
    private ThisServer server;

    @Inject
    private ClaimTransaction claims;

    @Inject
    private GroupCommit groupCommit;

    @Inject
    private InboxRunner inboxes;

    @Inject
    private ActivityWorker activities;

    @Inject
    private Courier courier;

    @Inject
    private TimerStore timers;

    @Inject
    private ScheduleThreads schedules;

    @Inject
    private Retention retention;

    @Inject
    private Bounds bounds;

    @Inject
    private DelayedSignals delayed;

    @Inject
    private HeldStore held;

    @Inject
    private UndeliverableStore undeliverable;

    /**
     * Sets the next tick, unless one is set or under way: they never overlap.
     *
     * <p>It is due at once, so the container's thread does not wait for it: a time of the wall clock would be of no use after
     * a step of that. By its own timer and not by a call, because the container holds timers back while it is suspended.
     */
    public void set() {
        if (ticking.get() || (set && System.nanoTime() - lastSet < LOST.toNanos())) {
            return;
        }
        lastSet = System.nanoTime();
        set = true; // before: it may be over before this returns
        boolean done = false;
        try {
            timerService.createSingleActionTimer(0, new TimerConfig(number.incrementAndGet(), false));
            done = true;
        } finally {
            set = done && set;
        }
    }

    @Timeout
    public void ring(Timer timer) {
        if (timer.getInfo().equals(number.get()) && ticking.compareAndSet(false, true)) {
            tick();
        }
    }

    /** Looks until nothing is due any more. */
    private void tick() {
        set = false;
        try {
            boolean more = readiness.isReady();
            while (more) {
                more = outage.outlast(this::look);
            }
        } catch (RuntimeException | Error e) {
            // if it got out, the container would call again
            AlarmLog.LOG.laterAgain(e.toString());
        } finally {
            ticking.set(false);
        }
    }

    private boolean look() {
        guard.tick();
        boolean more = part(this::fireTimers);
        more |= part(this::resumeInboxes);
        more |= part(() -> activities.sweep(AT_ONCE));
        more |= part(() -> courier.sweep(AT_ONCE));
        more |= part(this::endHolding);
        more |= part(() -> delayed.sweep(AT_ONCE));
        more |= part(this::carryOutSchedules);
        more |= part(() -> retention.sweep(AT_ONCE));
        more |= part(bounds::sweep);
        return more;
    }

    /**
     * One part of a look; what fails in it must not keep the other parts from their work. Rows that were claimed are due again
     * when their claim runs out, behind others.
     *
     * @return whether there is more to do at once
     */
    private boolean part(BooleanSupplier sweep) {
        try {
            return groupCommit.impatiently(sweep::getAsBoolean);
        } catch (RuntimeException | Error e) {
            if (Outage.isBehind(e)) {
                throw e;
            }
            AlarmLog.LOG.laterAgain(e.toString());
            return false;
        }
    }

    private boolean fireTimers() {
        List<TimerStore.Due> due = claims.timers(AT_ONCE);
        server.due(due.size());
        groupCommit.submitAll(due.stream().map(d -> new TimerErrand(d, timers)).toList());
        return due.size() == AT_ONCE;
    }

    private boolean resumeInboxes() {
        List<WorkflowId> due = claims.inboxes(AT_ONCE);
        inboxes.resumeEach(due).forEach(Alarm::resumeLater);
        return due.size() == AT_ONCE;
    }

    /** One inbox that can't go on must not keep the others from it; its claim runs out. */
    private static void resumeLater(RuntimeException failure) {
        if (Outage.isBehind(failure)) {
            throw failure;
        }
        AlarmLog.LOG.laterAgain(failure.toString());
    }

    /** Only begins them: they have threads of their own. */
    private boolean carryOutSchedules() {
        schedules.sweep();
        return false;
    }

    private boolean endHolding() {
        List<WorkflowId> due = claims.overdue(AT_ONCE);
        groupCommit.submitAll(due.stream()
                .map(id -> new OverdueErrand(id, held, undeliverable))
                .toList());
        return due.size() == AT_ONCE;
    }
}
