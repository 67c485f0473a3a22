package org.signalbox.engine.alarm;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.signalbox.engine.application.Watch;

/**
 * What drives the engine: a thread of its own that waits by the monotonic clock. It only looks at clocks and threads and sets
 * ticks; all work is done by who rings, so the heartbeat never hangs.
 *
 * <p>An EJB timer's own wait is not relied on: the container's thread waits until a time of the wall clock, and after a step
 * back of that by an hour it sleeps for the hour.
 */
@Singleton
@Startup
@DependsOn("Alarm")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Heartbeat {

    private static final long BEAT_MILLIS = 250;
    private static final long BEATS_BETWEEN_WATCHES = 40;
    private static final Duration END = Duration.ofSeconds(5);

    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private Alarm alarm;

    @Inject
    private ClockGuard guard;

    @Inject
    private Watch watch;

    private boolean troubled;

    @PostConstruct
    void begin() {
        Thread thread = threads.newThread(this::beat);
        thread.setName("signalbox heartbeat");
        thread.start();
    }

    @PreDestroy
    void end() {
        ending.countDown();
        try {
            if (!ended.await(END.toMillis(), TimeUnit.MILLISECONDS)) {
                AlarmLog.LOG.laterAgain("The heartbeat does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            for (long beat = 1; !ending.await(BEAT_MILLIS, TimeUnit.MILLISECONDS); beat++) {
                once(beat);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the container ends its threads
        } finally {
            ended.countDown();
        }
    }

    /** Whatever fails is tried again at the next beat; it is logged once. */
    private void once(long beat) {
        watch.beat();
        try {
            guard.look();
            alarm.set();
            if (beat % BEATS_BETWEEN_WATCHES == 0) {
                watch.look();
            }
            troubled = false;
        } catch (RuntimeException e) {
            if (!troubled && ending.getCount() > 0) {
                AlarmLog.LOG.laterAgain(e.toString());
            }
            troubled = true;
        }
    }
}
