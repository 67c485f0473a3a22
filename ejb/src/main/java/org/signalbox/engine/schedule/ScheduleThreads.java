package org.signalbox.engine.schedule;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.signalbox.engine.application.Outage;
import org.signalbox.engine.server.ThisServer;

/**
 * Carries out due schedules on threads of their own, so that neither timers nor other schedules wait for one that has much to
 * do: a thread gives each schedule a short share of its time, then it goes to the end of the line.
 *
 * <p>What stands in line here is claimed in the database. If this server dies the claim runs out and another server goes on.
 */
@ApplicationScoped
public class ScheduleThreads {

    private static final int THREADS = 4;

    /** How many schedules may stand in line. */
    private static final int MOST = 256;

    /** Farther back the clock does not go unless somebody sets it. */
    private static final Duration CLOCK_WENT_BACK = Duration.ofSeconds(30);

    private final Semaphore free = new Semaphore(THREADS);
    private final Queue<String> line = new ConcurrentLinkedQueue<>();

    /** In line or being carried out. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    private volatile Optional<Instant> lastSweep = Optional.empty();

    @Resource
    private ManagedExecutorService executor;

    @Inject
    private ScheduleTransaction transaction;

    @Inject
    private Schedules schedules;

    @Inject
    private Outage outage;

    @Inject
    private ThisServer server;

    @Inject
    private Clock clock;

    /** Puts schedules that are due in line. Takes one short transaction. */
    public void sweep() {
        Instant now = clock.instant();
        if (mustLookAtAll(now)) {
            lookAtAll();
        }
        lastSweep = Optional.of(now);
        int room = MOST - underWay.size();
        if (room > 0) {
            List<String> due = transaction.claim(room);
            server.due(due.size());
            due.forEach(this::line);
        }
        startThreads();
    }

    /** At the first time, too: the clock may have been put back while no server ran. */
    private boolean mustLookAtAll(Instant now) {
        Optional<Instant> ahead =
                lastSweep.filter(last -> last.minus(CLOCK_WENT_BACK).isAfter(now));
        ahead.ifPresent(last -> ScheduleLog.LOG.clockWentBack(last, now));
        return lastSweep.isEmpty() || ahead.isPresent();
    }

    private void lookAtAll() {
        List<String> page = transaction.ids("", MOST);
        while (!page.isEmpty()) {
            page.forEach(this::line);
            page = page.size() < MOST ? List.of() : transaction.ids(page.get(page.size() - 1), MOST);
        }
    }

    private void line(String id) {
        if (underWay.add(id)) {
            line.add(id);
        }
    }

    private void startThreads() {
        while (!line.isEmpty() && free.tryAcquire()) {
            boolean started = false;
            try {
                executor.execute(this::work);
                started = true;
            } catch (RejectedExecutionException e) {
                return; // the next sweep tries again
            } finally {
                if (!started) {
                    free.release();
                }
            }
        }
    }

    private void work() {
        try {
            for (String id = line.poll(); id != null; id = line.poll()) {
                boolean more = false;
                try {
                    more = carryOut(id);
                } finally {
                    if (more) {
                        line.add(id);
                    } else {
                        underWay.remove(id);
                    }
                }
            }
        } finally {
            free.release();
        }
    }

    /** One schedule that fails must not keep the others from it; its claim runs out. */
    private boolean carryOut(String id) {
        try {
            return outage.outlast(() -> schedules.carryOut(id));
        } catch (RuntimeException e) {
            ScheduleLog.LOG.laterAgain(id, e.toString());
            return false;
        }
    }
}
