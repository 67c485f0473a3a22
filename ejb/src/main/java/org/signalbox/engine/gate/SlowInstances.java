package org.signalbox.engine.gate;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.signalbox.client.WorkflowId;

/**
 * The instances whose code took long when it ran last on this server, and the time before: what shares a transaction with
 * them would wait. Once can be the machine's fault.
 */
@ApplicationScoped
public class SlowInstances {

    private static final Duration LONG = Duration.ofMillis(50);
    private static final int TWICE = 2;

    /** With more than that, knowing them has become pointless, and they are learnt anew. */
    private static final int MOST = 10_000;

    private final Map<WorkflowId, Integer> timesLong = new ConcurrentHashMap<>();

    /** @param took how long the code of its last turn ran */
    void note(WorkflowId id, Duration took) {
        if (took.compareTo(LONG) < 0) {
            timesLong.remove(id);
            return;
        }
        if (timesLong.size() >= MOST) {
            timesLong.clear();
        }
        timesLong.merge(id, 1, (before, one) -> Math.min(TWICE, before + one));
    }

    boolean contains(WorkflowId id) {
        return timesLong.getOrDefault(id, 0) == TWICE;
    }
}
